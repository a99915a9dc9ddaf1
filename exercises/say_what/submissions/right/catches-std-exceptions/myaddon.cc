#include <napi.h>

#include <cstdio>
#include <string>
#include <stdexcept>

static std::string TextOf(const Napi::Value& value) {
  if (value.Type() != napi_string) throw std::invalid_argument("not a string");
  return value.As<Napi::String>().Utf8Value();
}

static void Say(const std::string& text) {
  fwrite(text.c_str(), sizeof(char), text.length(), stdout);
  putchar('\n');
  fflush(stdout);
}

void Print(const Napi::CallbackInfo& info) {
  try {
    Say(TextOf(info[0]));
  } catch (const std::invalid_argument& error) {
    throw Napi::TypeError::New(info.Env(), error.what());
  }
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
