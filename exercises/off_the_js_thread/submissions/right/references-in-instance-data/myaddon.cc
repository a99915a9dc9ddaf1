#include <napi.h>

#include <chrono>
#include <thread>

// Deleted with the environment, before static objects are.
struct AddonData {
  Napi::FunctionReference make_error;
};

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  void OnOK() override { Callback().Call({}); }

  void OnError(const Napi::Error&) override {
    Callback().Call({Env().GetInstanceData<AddonData>()->make_error.New({})});
  }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  (new DelayWorker(info[1].As<Napi::Function>(), ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  auto* data = new AddonData;
  data->make_error =
      Napi::Persistent(env.Global().Get("Error").As<Napi::Function>());
  env.SetInstanceData(data);
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
