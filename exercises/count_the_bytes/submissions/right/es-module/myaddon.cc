#include <napi.h>

#include <iostream>

void Print(const Napi::CallbackInfo& info) {
  if (info[0].IsString()) std::cout << info[0].As<Napi::String>().Utf8Value() << std::endl;
}

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return Napi::Number::New(env, double(std::string(info[0].As<Napi::String>()).size()));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.DefineProperties({
      Napi::PropertyDescriptor::Function(env, exports, "print", Print, napi_enumerable),
      Napi::PropertyDescriptor::Function(env, exports, "byteLength", ByteLength, napi_enumerable),
  });
  return exports;
}

NODE_API_MODULE(myaddon, Init)
