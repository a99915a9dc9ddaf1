// Reads letter after letter as JavaScript would, with codePointAt. Each answer
// is a handle; the scope of each round lets it go again.

#include <napi.h>

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  Napi::Value text = info[0];
  Napi::Object methods = env.Global().Get("String").As<Napi::Function>().Get("prototype").As<Napi::Object>();
  Napi::Function codePointAt = methods.Get("codePointAt").As<Napi::Function>();
  int64_t bytes = 0;
  for (uint32_t i = 0;; i++) {
    Napi::HandleScope scope(env);
    Napi::Value letter = codePointAt.Call(text, {Napi::Number::New(env, i)});
    if (!letter.IsNumber()) break;
    uint32_t code = letter.As<Napi::Number>().Uint32Value();
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code > 0xFFFF) i++;
  }
  return Napi::Number::New(env, static_cast<double>(bytes));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
