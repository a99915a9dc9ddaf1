#include <napi.h>

#include <cstdio>
#include <string>

void Print(const Napi::CallbackInfo& info) {
  std::string text = info[0].As<Napi::String>();  // throws a TypeError
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
