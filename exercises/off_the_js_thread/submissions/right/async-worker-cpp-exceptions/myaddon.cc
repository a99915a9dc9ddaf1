// With C++ exceptions: JavaScript errors are thrown and caught as C++ ones.

#include <napi.h>

#include <chrono>
#include <stdexcept>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, double ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    // What is thrown in here becomes the Napi::Error of OnError().
    if (ms_ < 0) throw std::invalid_argument("ms must not be negative");
    std::this_thread::sleep_for(
        std::chrono::duration<double, std::milli>(ms_));
  }

  void OnOK() override {
    try {
      Callback().Call({});
    } catch (const Napi::Error& error) {
      error.ThrowAsJavaScriptException();
    }
  }

  void OnError(const Napi::Error& error) override {
    Callback().Call({error.Value()});
  }

 private:
  double ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  if (!info[0].IsNumber()) {
    throw Napi::TypeError::New(info.Env(), "ms must be a number");
  }
  if (!info[1].IsFunction()) {
    throw Napi::TypeError::New(info.Env(), "callback must be a function");
  }
  auto* worker = new DelayWorker(info[1].As<Napi::Function>(),
                                 info[0].As<Napi::Number>().DoubleValue());
  worker->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
