#include <napi.h>

#include <cstdio>

void Print(const Napi::CallbackInfo& info) {
  printf("%s %s\n", "Signs of life", "from C++");
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  setvbuf(stdout, nullptr, _IONBF, 0);  // no buffer: what is printed is out
  exports["print"] = Napi::Function::New<Print>(env, "print");
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
