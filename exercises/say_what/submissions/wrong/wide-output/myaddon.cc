#include <napi.h>  // node-addon-api: Node-API for C++

#include <iostream>
#include <cstdio>  // std::fwrite, std::fflush
#include <string>

// print(text): writes the text and a newline to standard output.
void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "print(text): text must be a string")
        .ThrowAsJavaScriptException();
    return;
  }
  std::u16string text = info[0].As<Napi::String>().Utf16Value();
  std::wstring wide(text.begin(), text.end());
  std::wcout << wide << std::endl;
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
