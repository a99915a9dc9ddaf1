// The receiver of the callbacks is made at the first call and kept, like a
// constructor, for as long as the process lives.

#include <napi.h>

#include <chrono>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Object& receiver, const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(receiver, callback), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  static Napi::ObjectReference receiver;
  if (receiver.IsEmpty()) {
    receiver = Napi::Persistent(Napi::Object::New(info.Env()));
    receiver.SuppressDestruct();
  }
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  (new DelayWorker(receiver.Value(), callback, ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
