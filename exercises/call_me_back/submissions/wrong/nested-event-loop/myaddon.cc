#include <node_api.h>
#include <uv.h>

#include <chrono>
#include <thread>

struct Delay {
  uv_work_t request;
  uint32_t ms;
  bool done;
};

static void Work(uv_work_t* request) {
  auto* delay = static_cast<Delay*>(request->data);
  std::this_thread::sleep_for(std::chrono::milliseconds(delay->ms));
}

static void AfterWork(uv_work_t* request, int) {
  static_cast<Delay*>(request->data)->done = true;
}

static napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], global;
  Delay delay = {};
  uv_loop_t* loop;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &delay.ms);
  napi_get_uv_event_loop(env, &loop);

  delay.request.data = &delay;
  uv_queue_work(loop, &delay.request, Work, AfterWork);
  while (!delay.done) {
    uv_run(loop, UV_RUN_ONCE);
  }

  napi_get_global(env, &global);
  napi_call_function(env, global, argv[1], 0, nullptr, nullptr);
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, StartDelay, nullptr,
                       &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
