#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

class Watcher;
void CallJs(Napi::Env env, Napi::Function onTick, Watcher* watcher, int* n);
using Ticks = Napi::TypedThreadSafeFunction<Watcher, int, CallJs>;

class Watcher {
 public:
  void Start(Napi::Env env, Napi::Function onTick, std::shared_ptr<Watcher> self) {
    ticks_ = Ticks::New(env, onTick, "watchCounter", 0, 1, this,
                        [self](Napi::Env, void*, Watcher*) { self->Join(); });
    thread_ = std::thread([this] { Run(); });
  }

  void Stop() {
    if (Join()) ticks_.Release();
  }

  bool IsStopped() const { return stop_; }

 private:
  void Run() {
    int n = 0;
    while (!stop_) {
      int* sent = new int(++n);
      if (ticks_.NonBlockingCall(sent) != napi_ok) {
        delete sent;
        break;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  bool Join() {
    stop_ = true;
    if (!thread_.joinable()) return false;
    thread_.join();
    return true;
  }

  std::atomic<bool> stop_{false};
  Ticks ticks_;
  std::thread thread_;
};

void CallJs(Napi::Env env, Napi::Function onTick, Watcher* watcher, int* n) {
  std::unique_ptr<int> number(n);
  if (env == nullptr || watcher->IsStopped()) return;
  onTick.Call({Napi::Number::New(env, *number)});
  if (env.IsExceptionPending()) napi_fatal_exception(env, env.GetAndClearPendingException().Value());
}

Napi::Value WatchCounter(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(env, "onTick must be a function").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto watcher = std::make_shared<Watcher>();
  watcher->Start(env, info[0].As<Napi::Function>(), watcher);
  return Napi::Function::New(env, [watcher](const Napi::CallbackInfo&) { watcher->Stop(); }, "stop");
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("watchCounter", Napi::Function::New(env, WatchCounter));
  return exports;
}

NODE_API_MODULE(myaddon, Init)
