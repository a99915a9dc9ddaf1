// MISTAKE: a thread of its own asks for the global object of JavaScript.

#include <node_api.h>
#include <uv.h>

#include <chrono>
#include <thread>

struct Delay {
  uint32_t ms;
  uv_thread_t thread;
  uv_async_t done;
  napi_env env;
  napi_ref callback;
};

static void Sleep(void* data) {
  auto* delay = static_cast<Delay*>(data);
  std::this_thread::sleep_for(std::chrono::milliseconds(delay->ms));
  napi_value global;
  napi_get_global(delay->env, &global);
  uv_async_send(&delay->done);
}

static void Free(uv_handle_t* handle) {
  delete static_cast<Delay*>(handle->data);
}

static void Done(uv_async_t* handle) {
  auto* delay = static_cast<Delay*>(handle->data);
  napi_env env = delay->env;
  uv_thread_join(&delay->thread);

  napi_handle_scope scope;
  napi_value callback, global;
  napi_open_handle_scope(env, &scope);
  napi_get_reference_value(env, delay->callback, &callback);
  napi_get_global(env, &global);
  napi_make_callback(env, nullptr, global, callback, 0, nullptr, nullptr);
  napi_delete_reference(env, delay->callback);
  napi_close_handle_scope(env, scope);
  uv_close(reinterpret_cast<uv_handle_t*>(handle), Free);
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  uv_loop_t* loop;
  auto* delay = new Delay();
  delay->env = env;
  delay->done.data = delay;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &delay->ms);
  napi_create_reference(env, argv[1], 1, &delay->callback);
  napi_get_uv_event_loop(env, &loop);
  uv_async_init(loop, &delay->done, Done);
  uv_thread_create(&delay->thread, Sleep, delay);
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, StartDelay, nullptr,
                       &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
