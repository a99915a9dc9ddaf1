#include <napi.h>

#include <chrono>
#include <cstdint>
#include <thread>

// What one environment remembers. Each environment has an object of this type
// as its instance data. It is deleted when the environment ends, and deletes
// its reference then.
struct State {
  uint32_t count = 0;
  // Its element 0 is what was remembered last.
  Napi::Reference<Napi::Array> kept;
};

// remember(object): keeps object for this environment, in place of the one
// before. Returns how often remember was called in this environment.
Napi::Value Remember(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  State* state = env.GetInstanceData<State>();
  state->kept.Value().Set(0u, info[0]);
  state->count++;
  return Napi::Number::New(env, state->count);
}

// recall(): returns what this environment remembered last, or undefined.
Napi::Value Recall(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  State* state = env.GetInstanceData<State>();
  return state->kept.Value().Get(0u);
}

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
  State* state = new State();
  state->kept = Napi::Persistent(Napi::Array::New(env));
  env.SetInstanceData(state);
  exports.Set("remember", Napi::Function::New(env, Remember));
  exports.Set("recall", Napi::Function::New(env, Recall));
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
