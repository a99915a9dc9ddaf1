// One of two add-ons that the package builds; the other one counts the calls.

#include <node_api.h>

#include <chrono>
#include <memory>
#include <thread>

namespace {

struct Delay {
  std::chrono::duration<double, std::milli> duration{0};
  napi_ref callback = nullptr;
  napi_async_work work = nullptr;
};

void Execute(napi_env, void* data) {
  std::this_thread::sleep_for(static_cast<Delay*>(data)->duration);
}

void Complete(napi_env env, napi_status status, void* data) {
  std::unique_ptr<Delay> delay(static_cast<Delay*>(data));
  napi_value callback = nullptr;
  napi_value global = nullptr;
  napi_get_reference_value(env, delay->callback, &callback);
  napi_get_global(env, &global);
  if (status == napi_ok) {
    napi_call_function(env, global, callback, 0, nullptr, nullptr);
  }
  napi_delete_reference(env, delay->callback);
  napi_delete_async_work(env, delay->work);
}

napi_value Start(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);

  double ms = 0;
  if (napi_get_value_double(env, argv[0], &ms) != napi_ok) {
    napi_throw_type_error(env, nullptr, "ms must be a number");
    return nullptr;
  }

  auto delay = std::make_unique<Delay>();
  delay->duration = std::chrono::duration<double, std::milli>(ms);
  napi_create_reference(env, argv[1], 1, &delay->callback);

  napi_value name = nullptr;
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_create_async_work(env, nullptr, name, Execute, Complete, delay.get(),
                         &delay->work);
  napi_queue_async_work(env, delay.release()->work);
  return nullptr;
}

napi_value Init(napi_env env, napi_value exports) {
  napi_property_descriptor delay = {"delay", nullptr, Start,   nullptr,
                                    nullptr, nullptr, napi_enumerable,
                                    nullptr};
  napi_define_properties(env, exports, 1, &delay);
  return exports;
}

}  // namespace

NAPI_MODULE(NODE_GYP_MODULE_NAME, Init)
