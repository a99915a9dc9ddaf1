#include <napi.h>

#include <chrono>
#include <memory>
#include <thread>

// All three functions share the state of their environment.
struct State {
  int count = 0;
  Napi::Reference<Napi::Value> last;
};

class Sleeper : public Napi::AsyncWorker {
 public:
  Sleeper(Napi::Function callback, int64_t ms)
      : AsyncWorker(callback), ms_(ms) {}
  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

 private:
  int64_t ms_;
};

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  auto state = std::make_unique<State>();
  State* shared = state.get();
  exports["remember"] = Napi::Function::New(
      env, [shared](const Napi::CallbackInfo& info) -> Napi::Value {
        shared->last.Reset(info[0], 1);
        return Napi::Number::New(info.Env(), ++shared->count);
      });
  exports["recall"] = Napi::Function::New(
      env, [shared](const Napi::CallbackInfo& info) -> Napi::Value {
        if (shared->last.IsEmpty()) return info.Env().Undefined();
        return shared->last.Value();
      });
  exports["delay"] =
      Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
        auto* sleeper = new Sleeper(info[1].As<Napi::Function>(),
                                    info[0].As<Napi::Number>().Int64Value());
        sleeper->Queue();
      });
  env.SetInstanceData(state.release());
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
