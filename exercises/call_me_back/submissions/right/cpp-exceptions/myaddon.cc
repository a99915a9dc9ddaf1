#include <napi.h>

#include <chrono>
#include <thread>

// An error of the callback leaves Call as a C++ exception, and passes through here.
static void Delay(const Napi::CallbackInfo& info) {
  auto callback = info[1].As<Napi::Function>();
  std::this_thread::sleep_for(
      std::chrono::milliseconds{info[0].As<Napi::Number>().Int64Value()});
  try {
    callback.Call({});
  } catch (const Napi::Error& error) {
    fprintf(stderr, "the callback threw: %s\n", error.Message().c_str());
    throw;
  }
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["delay"] = Napi::Function::New(env, Delay, "delay");
  return exports;
}

NODE_API_MODULE(myaddon, Init)
