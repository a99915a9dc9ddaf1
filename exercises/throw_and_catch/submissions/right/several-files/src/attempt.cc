#include "functions.h"

// C++ exceptions are on, but ThrowAsJavaScriptException works all the same.
Napi::Value Attempt(const Napi::CallbackInfo& info) {
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(info.Env(), "not callable").ThrowAsJavaScriptException();
    return info.Env().Null();
  }
  Napi::Value result;
  try {
    result = info[0].As<Napi::Function>().Call(info.This(), 0, nullptr);
  } catch (Napi::Error& error) {
    result = error.Value().Get("message").ToString();
  }
  return result;
}
