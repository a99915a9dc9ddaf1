// MISTAKE: Init exports the value undefined, where the function should be.

#include <napi.h>

Napi::Value Delay(const Napi::Env& env) { return env.Undefined(); }

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Delay(env));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
