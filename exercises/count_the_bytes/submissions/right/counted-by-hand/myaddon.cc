// Counts the bytes that each UTF-16 unit will take, without making them.

#include <napi.h>

#include <cstdint>
#include <string>

namespace {

bool IsHigh(char16_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(char16_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

uint32_t Count(const std::u16string& text) {
  uint32_t bytes = 0;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] < 0x80) {
      bytes += 1;
    } else if (text[i] < 0x800) {
      bytes += 2;
    } else if (IsHigh(text[i]) && i + 1 < text.size() && IsLow(text[i + 1])) {
      bytes += 4;
      i++;
    } else {
      bytes += 3;
    }
  }
  return bytes;
}

Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return Napi::Number::New(env, Count(info[0].As<Napi::String>().Utf16Value()));
}

}  // namespace

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
