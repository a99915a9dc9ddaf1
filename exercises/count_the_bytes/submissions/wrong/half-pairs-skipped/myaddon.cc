#include <napi.h>

#include <string>

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  std::u16string text = info[0].As<Napi::String>();
  size_t bytes = 0;
  for (size_t i = 0; i < text.size(); i++) {
    char16_t unit = text[i];
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit < 0xD800 || unit > 0xDFFF) bytes += 3;
    else if (unit < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF) {
      bytes += 4;
      i++;
    }
  }
  return Napi::Number::New(env, bytes);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
