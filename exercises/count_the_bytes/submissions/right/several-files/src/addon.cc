#include "utf8.h"

static Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return Napi::Number::New(env, static_cast<double>(utf8::CountBytes(env, info[0])));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
