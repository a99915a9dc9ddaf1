// MISTAKE: a timer of the event loop. It does not block, but it does no work on
// the pool either.

#include <node_api.h>
#include <uv.h>

struct Delay {
  uv_timer_t timer;
  napi_env env;
  napi_ref callback;
};

static void OnClose(uv_handle_t* handle) {
  delete static_cast<Delay*>(handle->data);
}

static void OnTimeout(uv_timer_t* timer) {
  auto* delay = static_cast<Delay*>(timer->data);
  napi_env env = delay->env;
  napi_handle_scope scope;
  napi_value callback, global, resource, name;
  napi_async_context context;

  napi_open_handle_scope(env, &scope);
  napi_get_reference_value(env, delay->callback, &callback);
  napi_get_global(env, &global);
  napi_create_object(env, &resource);
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_async_init(env, resource, name, &context);
  napi_make_callback(env, context, global, callback, 0, nullptr, nullptr);
  napi_async_destroy(env, context);
  napi_delete_reference(env, delay->callback);
  napi_close_handle_scope(env, scope);
  uv_close(reinterpret_cast<uv_handle_t*>(timer), OnClose);
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  uint32_t ms = 0;
  uv_loop_t* loop;
  auto* delay = new Delay();
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &ms);
  napi_create_reference(env, argv[1], 1, &delay->callback);
  napi_get_uv_event_loop(env, &loop);

  delay->env = env;
  delay->timer.data = delay;
  uv_timer_init(loop, &delay->timer);
  uv_update_time(loop);
  uv_timer_start(&delay->timer, OnTimeout, ms + 1, 0);
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, StartDelay, nullptr,
                       &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
