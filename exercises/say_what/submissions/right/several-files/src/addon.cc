#include <napi.h>

#include "say.h"

namespace {

void Print(const Napi::CallbackInfo& info) {
  const Napi::Value text = info[0];
  if (!text.IsString()) {
    auto error = Napi::TypeError::New(info.Env(), "expected (text: string)");
    error.Set("code", Napi::String::New(info.Env(), "ERR_INVALID_ARG_TYPE"));
    error.ThrowAsJavaScriptException();
    return;
  }
  Say(text.As<Napi::String>().Utf8Value());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print, "print"));
  return exports;
}

}  // namespace

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
