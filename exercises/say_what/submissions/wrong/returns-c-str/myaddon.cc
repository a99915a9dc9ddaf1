#include <napi.h>

#include <cstdio>
#include <cstring>
#include <string>

// The text of the first argument.
static const char* TextOf(const Napi::CallbackInfo& info) {
  std::string text = info[0].As<Napi::String>().Utf8Value();
  return text.data();
}

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "print(text): text must be a string")
        .ThrowAsJavaScriptException();
    return;
  }
  const char* text = TextOf(info);
  std::fwrite(text, 1, std::strlen(text), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
