#include <napi.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

void Print(const Napi::CallbackInfo& info) {
  std::string text = info[0].ToString();
  std::printf("%s\n", text.c_str());
}

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  callback.Call({});
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  exports.Set("delay", Napi::Function::New<Delay>(env));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
