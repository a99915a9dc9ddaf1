// Several turns on the pool for one delay: after each slice the thread is given
// back, so that other work gets its turn.

#include <node_api.h>

#include <algorithm>
#include <chrono>
#include <thread>

using Clock = std::chrono::steady_clock;

struct Delay {
  Clock::time_point end;
  napi_ref callback;
  napi_async_work work;
};

static void Queue(napi_env env, Delay* delay);

static void Execute(napi_env, void* data) {
  auto* delay = static_cast<Delay*>(data);
  auto slice = Clock::now() + std::chrono::milliseconds(100);
  std::this_thread::sleep_until(std::min(slice, delay->end));
}

static void Complete(napi_env env, napi_status status, void* data) {
  auto* delay = static_cast<Delay*>(data);
  napi_delete_async_work(env, delay->work);
  if (status == napi_ok && Clock::now() < delay->end) {
    Queue(env, delay);
    return;
  }
  napi_value callback, global;
  napi_get_reference_value(env, delay->callback, &callback);
  napi_get_global(env, &global);
  napi_delete_reference(env, delay->callback);
  delete delay;
  if (status == napi_ok) {
    napi_call_function(env, global, callback, 0, nullptr, nullptr);
  }
}

static void Queue(napi_env env, Delay* delay) {
  napi_value name;
  napi_create_string_utf8(env, "slice", NAPI_AUTO_LENGTH, &name);
  napi_create_async_work(env, nullptr, name, Execute, Complete, delay,
                         &delay->work);
  napi_queue_async_work(env, delay->work);
}

static napi_value Start(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  int64_t ms = 0;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_int64(env, argv[0], &ms);

  auto* delay = new Delay();
  delay->end = Clock::now() + std::chrono::milliseconds(ms);
  napi_create_reference(env, argv[1], 1, &delay->callback);
  Queue(env, delay);
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, Start, nullptr,
                       &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
