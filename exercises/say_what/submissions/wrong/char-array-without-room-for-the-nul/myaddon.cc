#include <napi.h>  // node-addon-api: Node-API for C++

#include <cstdio>  // std::fwrite, std::fflush
#include <memory>

// print(text): writes the text and a newline to standard output.
void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "print(text): text must be a string")
        .ThrowAsJavaScriptException();
    return;
  }
  size_t length = 0;
  napi_get_value_string_utf8(env, info[0], nullptr, 0, &length);
  auto text = std::unique_ptr<char[]>(new char[length]);
  napi_get_value_string_utf8(env, info[0], text.get(), length + 1, &length);
  std::fwrite(text.get(), 1, length, stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
