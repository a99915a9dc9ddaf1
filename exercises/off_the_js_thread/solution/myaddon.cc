// delay(ms, callback): calls `callback` after at least `ms` milliseconds,
// and leaves the JS thread free in the meantime.

#include <napi.h>

#include <chrono>
#include <thread>

// One piece of work for libuv's thread pool.
class DelayWorker : public Napi::AsyncWorker {
 public:
  // JS thread. The base class protects the callback from garbage collection
  // for as long as the worker lives.
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  // A thread of the pool. It may only touch plain C++ data, such as ms_:
  // JavaScript values belong to the JS thread.
  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  // JS thread again, after Execute() has returned.
  void OnOK() override { Callback().Call({}); }

 private:
  int ms_;
};

// JS thread: turns the JavaScript values into C++ values, queues the work and
// returns at once.
void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();

  // No memory leak: when it is done, a worker deletes itself.
  DelayWorker* worker = new DelayWorker(callback, ms);
  worker->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
