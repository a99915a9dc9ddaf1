// MISTAKE: a uv_async_t is opened for every call, and never closed. Each of them
// keeps the event loop waiting.

#include <node_api.h>
#include <uv.h>

#include <chrono>
#include <thread>

struct Delay {
  uv_work_t request;
  uv_async_t done;
  napi_env env;
  napi_ref callback;
  uint32_t ms;
};

static void Work(uv_work_t* request) {
  auto* delay = static_cast<Delay*>(request->data);
  std::this_thread::sleep_for(std::chrono::milliseconds(delay->ms));
  uv_async_send(&delay->done);
}

static void AfterWork(uv_work_t*, int) {}

static void OnDone(uv_async_t* handle) {
  auto* delay = static_cast<Delay*>(handle->data);
  napi_env env = delay->env;
  napi_handle_scope scope;
  napi_value callback, global, name;
  napi_async_context context;

  napi_open_handle_scope(env, &scope);
  napi_get_reference_value(env, delay->callback, &callback);
  napi_get_global(env, &global);
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_async_init(env, nullptr, name, &context);
  napi_make_callback(env, context, global, callback, 0, nullptr, nullptr);
  napi_async_destroy(env, context);
  napi_delete_reference(env, delay->callback);
  napi_close_handle_scope(env, scope);
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  uv_loop_t* loop;
  auto* delay = new Delay();
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &delay->ms);
  napi_create_reference(env, argv[1], 1, &delay->callback);
  napi_get_uv_event_loop(env, &loop);

  delay->env = env;
  delay->request.data = delay;
  delay->done.data = delay;
  uv_async_init(loop, &delay->done, OnDone);
  uv_queue_work(loop, &delay->request, Work, AfterWork);
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, StartDelay, nullptr,
                       &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
