#include <napi.h>  // node-addon-api: Node-API for C++

#include <cstdio>  // std::fwrite, std::fflush
#include <string>

// print(text): writes the text and a line feed to standard output.
void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "print(text): text must be a string")
        .ThrowAsJavaScriptException();
    return;
  }
  // MISTAKE: whatever does not fit is cut off.
  static char buffer[1 << 16];
  size_t length = 0;
  napi_get_value_string_utf8(env, info[0], buffer, sizeof buffer, &length);
  std::string text(buffer, length);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
