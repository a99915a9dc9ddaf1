#include <napi.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

// The states of all environments that are alive. The mutex protects the map:
// environments come and go on several threads. Each state is used by its own
// environment only.
struct State {
  uint32_t count = 0;
  Napi::ObjectReference last;
};

std::mutex states_mutex;
std::map<napi_env, std::unique_ptr<State>> states;

State& StateOf(napi_env env) {
  std::lock_guard<std::mutex> lock(states_mutex);
  std::unique_ptr<State>& state = states[env];
  if (!state) state = std::make_unique<State>();
  return *state;
}

void RemoveState(napi_env env) {
  std::unique_ptr<State> removed;
  std::lock_guard<std::mutex> lock(states_mutex);
  auto found = states.find(env);
  if (found == states.end()) return;
  removed = std::move(found->second);
  states.erase(found);
}

Napi::Value Remember(const Napi::CallbackInfo& info) {
  State& state = StateOf(info.Env());
  state.last = Napi::Persistent(info[0].As<Napi::Object>());
  return Napi::Number::New(info.Env(), ++state.count);
}

Napi::Value Recall(const Napi::CallbackInfo& info) {
  State& state = StateOf(info.Env());
  return state.last.IsEmpty() ? info.Env().Undefined() : state.last.Value();
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
  napi_env key = env;
  env.AddCleanupHook([key] { RemoveState(key); });
  exports.Set("remember", Napi::Function::New(env, Remember));
  exports.Set("recall", Napi::Function::New(env, Recall));
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
