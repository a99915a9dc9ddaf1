#include <napi.h>

#include <cmath>

class RootWorker : public Napi::AsyncWorker {
 public:
  RootWorker(const Napi::Function& callback, Napi::Value n)
      : Napi::AsyncWorker(callback), is_number_(n.IsNumber()), n_(is_number_ ? n.As<Napi::Number>().DoubleValue() : 0) {}

  void Execute() override {
    if (!is_number_ || n_ < 0) return SetError("n must be a number that is not negative");
    root_ = std::sqrt(n_);
  }
  void OnOK() override { Callback().Call({Env().Null(), Napi::Number::New(Env(), root_)}); }
  void OnError(const Napi::Error& error) override {
    Napi::Error own = is_number_ ? Napi::Error(Napi::RangeError::New(Env(), error.Message()))
                                 : Napi::Error(Napi::TypeError::New(Env(), error.Message()));
    own.Set("code", is_number_ ? "ERR_OUT_OF_RANGE" : "ERR_INVALID_ARG_TYPE");
    Callback().Call({own.Value()});
  }

 private:
  bool is_number_;
  double n_;
  double root_ = 0;
};

static void SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Value n = info.Length() > 1 ? info[0] : info.Env().Undefined();
  Napi::Value callback = info[info.Length() > 1 ? 1 : 0];
  if (!callback.IsFunction()) {
    Napi::TypeError::New(info.Env(), "squareRootOf(n, callback): callback must be a function")
        .ThrowAsJavaScriptException();
    return;
  }
  (new RootWorker(callback.As<Napi::Function>(), n))->Queue();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
