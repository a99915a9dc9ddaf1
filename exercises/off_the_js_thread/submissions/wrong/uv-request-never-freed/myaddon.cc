// Straight to libuv: uv_queue_work() and a reference to the callback.

#include <node_api.h>
#include <uv.h>

#include <chrono>
#include <thread>

struct Delay {
  uv_work_t request;
  napi_env env;
  napi_ref callback;
  napi_async_context context;
  uint32_t ms;
};

static void Work(uv_work_t* request) {
  auto* delay = static_cast<Delay*>(request->data);
  std::this_thread::sleep_for(std::chrono::milliseconds(delay->ms));
}

static void AfterWork(uv_work_t* request, int status) {
  auto* delay = static_cast<Delay*>(request->data);
  napi_env env = delay->env;

  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  if (status == 0) {
    napi_value callback, receiver;
    napi_get_reference_value(env, delay->callback, &callback);
    napi_get_global(env, &receiver);
    napi_make_callback(env, delay->context, receiver, callback, 0, nullptr,
                       nullptr);
  }
  napi_delete_reference(env, delay->callback);
  napi_async_destroy(env, delay->context);
  napi_close_handle_scope(env, scope);
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);

  auto* delay = new Delay();
  delay->request.data = delay;
  delay->env = env;
  napi_get_value_uint32(env, argv[0], &delay->ms);
  napi_create_reference(env, argv[1], 1, &delay->callback);
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_async_init(env, nullptr, name, &delay->context);

  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
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
