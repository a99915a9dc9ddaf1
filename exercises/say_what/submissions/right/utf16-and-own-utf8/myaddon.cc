#include <napi.h>

#include <cstdio>
#include <string>

// What Utf8Value() does by itself.
static std::string ToUtf8(const std::u16string& text) {
  std::string bytes;
  for (size_t i = 0; i < text.size(); i++) {
    char32_t letter = text[i];
    bool high = letter >= 0xD800 && letter < 0xDC00;
    bool low = letter >= 0xDC00 && letter < 0xE000;
    if (high && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000) {
      letter = 0x10000 + ((letter - 0xD800) << 10) + (text[++i] - 0xDC00);
    } else if (high || low) {
      letter = 0xFFFD;
    }
    if (letter < 0x80) {
      bytes += static_cast<char>(letter);
    } else if (letter < 0x800) {
      bytes += static_cast<char>(0xC0 | letter >> 6);
      bytes += static_cast<char>(0x80 | (letter & 0x3F));
    } else if (letter < 0x10000) {
      bytes += static_cast<char>(0xE0 | letter >> 12);
      bytes += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
      bytes += static_cast<char>(0x80 | (letter & 0x3F));
    } else {
      bytes += static_cast<char>(0xF0 | letter >> 18);
      bytes += static_cast<char>(0x80 | (letter >> 12 & 0x3F));
      bytes += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
      bytes += static_cast<char>(0x80 | (letter & 0x3F));
    }
  }
  return bytes;
}

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return;
  }
  std::u16string text = info[0].As<Napi::String>().Utf16Value();
  std::string bytes = ToUtf8(text) + '\n';
  std::fwrite(bytes.data(), 1, bytes.size(), stdout);
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
