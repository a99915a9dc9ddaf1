#include <napi.h>

#include <string>

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  size_t bytes = 0;
  for (char16_t unit : info[0].As<Napi::String>().Utf16Value()) {
    if (unit <= 0x7F) bytes += 1;
    else if (unit <= 0x7FF) bytes += 2;
    else bytes += 3;
  }
  return Napi::Number::New(env, bytes);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
