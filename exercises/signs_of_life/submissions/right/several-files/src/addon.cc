#include <napi.h>

#include <iostream>

#include "signs.h"

static void Print(const Napi::CallbackInfo&) { WriteSign(std::cout); }

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.DefineProperty(Napi::PropertyDescriptor::Function(
      env, exports, "print", Print, napi_enumerable));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
