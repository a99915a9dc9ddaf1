#include <napi.h>

#include <cstdio>
#include <string>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return;
  }
  char text[256];
  size_t length = 0;
  napi_get_value_string_utf8(env, info[0], text, sizeof text, &length);
  std::fwrite(text, 1, length, stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
