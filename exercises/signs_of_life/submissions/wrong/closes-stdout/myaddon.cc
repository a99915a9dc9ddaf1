#include <napi.h>

#include <cstdio>
#ifdef _WIN32
#include <io.h>
#define CLOSE _close
#else
#include <unistd.h>
#define CLOSE close
#endif

void Print(const Napi::CallbackInfo& info) {
  std::puts("Signs of life from C++");
  std::fflush(stdout);
  CLOSE(1);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
