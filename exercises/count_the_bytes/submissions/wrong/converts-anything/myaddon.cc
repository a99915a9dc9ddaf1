#include <napi.h>

#include <string>

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  std::string text = info[0].ToString();
  return Napi::Number::New(info.Env(), text.size());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
