#include <napi.h>

// With C++ exceptions, a throw leaves the function by itself, and index.js of
// JavaScript sees a TypeError.
Napi::Number ByteLength(const Napi::CallbackInfo& info) {
  if (info.Length() < 1 || !info[0].IsString())
    throw Napi::TypeError::New(info.Env(), "byteLength expects a string");

  const auto text = info[0].As<Napi::String>().Utf8Value();
  return Napi::Number::New(info.Env(), text.length());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
