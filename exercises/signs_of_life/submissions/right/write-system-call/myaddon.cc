#include <napi.h>

#ifdef _WIN32
#include <io.h>
#define WRITE(fd, data, size) _write(fd, data, static_cast<unsigned>(size))
#else
#include <unistd.h>
#define WRITE write
#endif

void Print(const Napi::CallbackInfo& info) {
  static const char line[] = "Signs of life from C++\n";
  const char* rest = line;
  size_t left = sizeof line - 1;
  while (left > 0) {
    auto written = WRITE(1, rest, left);
    if (written < 0) return;
    rest += written;
    left -= static_cast<size_t>(written);
  }
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
