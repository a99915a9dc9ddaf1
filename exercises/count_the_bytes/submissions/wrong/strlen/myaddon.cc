#include <napi.h>

#include <cstring>
#include <string>

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  std::string text = info[0].As<Napi::String>().Utf8Value();
  return Napi::Number::New(env, strlen(text.c_str()));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
