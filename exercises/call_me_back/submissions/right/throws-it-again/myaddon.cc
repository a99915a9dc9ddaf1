#include <napi.h>

#include <chrono>
#include <thread>

void Delay(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info.Length() < 2 || !info[0].IsNumber() || !info[1].IsFunction()) {
    Napi::TypeError::New(env, "delay(ms, callback): a number and a function")
        .ThrowAsJavaScriptException();
    return;
  }
  double ms = info[0].As<Napi::Number>().DoubleValue();
  std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(ms));
  info[1].As<Napi::Function>().Call({});
  if (env.IsExceptionPending()) {
    Napi::Error error = env.GetAndClearPendingException();
    error.ThrowAsJavaScriptException();
  }
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
