#include <napi.h>

#include <chrono>
#include <thread>

// The function that makes error objects: looked up once, used by all.
class ErrorMaker {
 public:
  ~ErrorMaker() {
    if (ref_ != nullptr) napi_delete_reference(env_, ref_);
  }
  void Keep(napi_env env, napi_value function) {
    env_ = env;
    napi_create_reference(env, function, 1, &ref_);
  }
  Napi::Value Make() {
    napi_value function;
    napi_get_reference_value(env_, ref_, &function);
    return Napi::Function(env_, function).New({});
  }

 private:
  napi_env env_ = nullptr;
  napi_ref ref_ = nullptr;
};
static ErrorMaker make_error;

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {}

  void Execute() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
  }

  void OnOK() override { Callback().Call({}); }

  void OnError(const Napi::Error&) override {
    Callback().Call({make_error.Make()});
  }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  (new DelayWorker(info[1].As<Napi::Function>(), ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  make_error.Keep(env, env.Global().Get("Error"));
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
