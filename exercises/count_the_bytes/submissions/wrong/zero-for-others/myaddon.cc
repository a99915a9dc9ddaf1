#include <napi.h>

#include <string>

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  if (!info[0].IsString()) return Napi::Number::New(info.Env(), 0);
  std::string text = info[0].As<Napi::String>();
  return Napi::Number::New(info.Env(), text.size());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
