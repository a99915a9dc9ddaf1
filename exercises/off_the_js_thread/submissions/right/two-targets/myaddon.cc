// The waiting comes from a library of its own, which knows nothing of Node.js.

#include <node_api.h>

#include "waiting.h"

namespace {

class Delay {
 public:
  Delay(napi_env env, napi_value callback, unsigned ms) : ms_(ms) {
    napi_value name;
    napi_create_reference(env, callback, 1, &callback_);
    napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
    napi_create_async_work(
        env, nullptr, name,
        [](napi_env, void* self) { wait_for(static_cast<Delay*>(self)->ms_); },
        [](napi_env env, napi_status, void* self) {
          static_cast<Delay*>(self)->Finish(env);
        },
        this, &work_);
    napi_queue_async_work(env, work_);
  }

 private:
  void Finish(napi_env env) {
    napi_value callback, undefined;
    napi_get_reference_value(env, callback_, &callback);
    napi_get_undefined(env, &undefined);
    napi_call_function(env, undefined, callback, 0, nullptr, nullptr);
    napi_delete_reference(env, callback_);
    napi_delete_async_work(env, work_);
    delete this;
  }

  unsigned ms_;
  napi_ref callback_ = nullptr;
  napi_async_work work_ = nullptr;
};

napi_value StartDelay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  uint32_t ms = 0;
  napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr);
  napi_get_value_uint32(env, argv[0], &ms);
  new Delay(env, argv[1], ms);
  return nullptr;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_property_descriptor property = {
      "delay", nullptr,      StartDelay, nullptr, nullptr,
      nullptr, napi_default, nullptr};
  napi_define_properties(env, exports, 1, &property);
  return exports;
}
