#include <napi.h>

#include <cstdio>

void Print(const Napi::CallbackInfo& info) {
  const wchar_t line[] = L"Signs of life from C++\n";
  std::fwrite(line, sizeof(wchar_t), sizeof(line) / sizeof(wchar_t) - 1, stdout);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
