#include <napi.h>

#include <iostream>
#include <string>

static void throw_type_error(Napi::Env env) {
  Napi::TypeError::New(env, "print expects a string").ThrowAsJavaScriptException();
}

Napi::Value Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info.Length() < 1 || !info[0].IsString()) {
    throw_type_error(env);
    return env.Undefined();
  }
  std::string text = info[0].ToString();
  text += '\n';
  std::cout.write(text.data(), static_cast<std::streamsize>(text.length()));
  std::cout.flush();
  return env.Undefined();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
