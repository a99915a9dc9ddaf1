// MISTAKE: [&] refers to a local variable of delay, which is gone when the
// lambda runs.

#include <napi.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

class LambdaWorker : public Napi::AsyncWorker {
 public:
  using Task = std::function<void()>;

  static void Run(Napi::Env env, Task work, Task then) {
    (new LambdaWorker(env, std::move(work), std::move(then)))->Queue();
  }

 private:
  LambdaWorker(Napi::Env env, Task work, Task then)
      : Napi::AsyncWorker(env),
        work_(std::move(work)),
        then_(std::move(then)) {}

  void Execute() override { work_(); }
  void OnOK() override { then_(); }

  Task work_;
  Task then_;
};

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  auto delay = [](const Napi::CallbackInfo& info) {
    auto ms = std::chrono::milliseconds(info[0].ToNumber().Int64Value());
    // std::function copies what it holds, and references cannot be copied
    auto callback = std::make_shared<Napi::FunctionReference>(
        Napi::Persistent(info[1].As<Napi::Function>()));
    LambdaWorker::Run(
        info.Env(), [&] { std::this_thread::sleep_for(ms); },
        [callback] { callback->Call({}); });
  };
  exports.Set("delay", Napi::Function::New(env, delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
