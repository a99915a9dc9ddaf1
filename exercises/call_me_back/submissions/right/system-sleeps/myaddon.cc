#include <napi.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <errno.h>
#include <time.h>
#endif
#include <vector>

static void Sleep_ms(unsigned long ms) {
#ifdef _WIN32
  Sleep(ms);
#else
  struct timespec left;
  left.tv_sec = ms / 1000;
  left.tv_nsec = (ms % 1000) * 1000000L;
  while (nanosleep(&left, &left) == -1 && errno == EINTR) {
  }
#endif
}

void Delay(const Napi::CallbackInfo& info) {
  Sleep_ms(info[0].As<Napi::Number>().Uint32Value());
  info[1].As<Napi::Function>().Call(std::vector<napi_value>());
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
