#include <napi.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>

struct State {
  uint32_t count = 0;
  Napi::ObjectReference last;
};

// One delay. It waits on a thread of libuv's pool.
class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  // Runs on a pool thread.
  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  // Runs on the JS thread, even if its environment is about to end.
  void OnOK() override { Callback().Call({}); }

 private:
  int ms_;
};

// delay(ms, callback): calls callback after at least ms milliseconds. The JS
// thread stays free in the meantime.
void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  DelayWorker* worker = new DelayWorker(callback, ms);
  worker->Queue();
}

// Runs once in each environment that loads the add-on.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  // Deleted with the last of the functions that share it.
  auto state = std::make_shared<State>();
  auto remember = [state](const Napi::CallbackInfo& info) -> Napi::Value {
    state->last = Napi::Persistent(info[0].As<Napi::Object>());
    return Napi::Number::New(info.Env(), ++state->count);
  };
  auto recall = [state](const Napi::CallbackInfo& info) -> Napi::Value {
    if (state->last.IsEmpty()) return info.Env().Undefined();
    return state->last.Value();
  };
  exports.Set("remember", Napi::Function::New(env, remember));
  exports.Set("recall", Napi::Function::New(env, recall));
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
