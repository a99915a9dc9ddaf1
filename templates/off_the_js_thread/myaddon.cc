// delay(ms, callback): calls `callback` after at least `ms` milliseconds.
//
// This version works, but it sleeps on the JS thread: until it wakes up, no
// timer fires, no promise resolves, no request is answered. Run it to see:
//
//   learnyounative run myaddon/ 1000
//
// Your task: let a thread of libuv's pool do the sleeping. Follow the steps
// 1 to 5 below. It compiles as it is, and should again after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

#include <chrono>  // std::chrono::milliseconds
#include <thread>  // std::this_thread::sleep_for

// A worker is one piece of work for the pool. `: public Napi::AsyncWorker`
// says what `extends AsyncWorker` says in JavaScript.
class DelayWorker : public Napi::AsyncWorker {
 public:
  // The constructor runs on the JS thread. The part after the colon is like
  // `super(callback)`: the base class keeps the callback for later.
  //
  // STEP 1: Execute() will need the milliseconds. Take them as a second
  // parameter, `int ms`, and keep them in a member (see the end of the class).
  explicit DelayWorker(const Napi::Function& callback)
      : Napi::AsyncWorker(callback) {}

  // This runs on a thread of the pool. No JavaScript in here: no Napi::Value,
  // no callback, not even Env(). Only plain C++ data.
  void Execute() override {
    // STEP 2: the sleep belongs here.
  }

  // This runs on the JS thread again, once Execute() has returned.
  void OnOK() override {
    // STEP 3: call the callback, without arguments. The base class hands it
    // to you: Callback()
  }

 private:
  // STEP 1, continued: members are declared here, as in `int ms_;`. To fill
  // it, add it behind the base class: `: Napi::AsyncWorker(callback), ms_(ms)`
};

// This is the function JavaScript calls. It runs on the JS thread.
void Delay(const Napi::CallbackInfo& info) {
  // JavaScript values become C++ values here, while we may still touch them.
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();

  // STEP 4: create a worker with `new DelayWorker(...)` and hand it to the
  // pool with its method Queue(). You need not `delete` it: a worker deletes
  // itself when it is done.

  // STEP 5: now remove these two lines. Who sleeps, and who calls, instead?
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  callback.Call({});
}

// Runs once, when the add-on is loaded: like `exports.delay = Delay`.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
