#include <napi.h>

#include <cstdio>
#include <string>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "text must be a string").ThrowAsJavaScriptException();
    return;
  }
  std::string text = info[0].As<Napi::String>().Utf8Value() + "\n";
  size_t done = 0;
  while (done < text.size()) {
    size_t count = std::fwrite(text.data() + done, 1, text.size() - done, stdout);
    if (count == 0) break;
    done += count;
  }
  std::fflush(stdout);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
