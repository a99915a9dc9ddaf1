#include <napi.h>

#include <cstdio>

class Printer : public Napi::AsyncWorker {
 public:
  explicit Printer(Napi::Env env) : Napi::AsyncWorker(env) {}
  void Execute() override {}
  void OnOK() override {
    std::puts("Signs of life from C++");
    std::fflush(stdout);
  }
};

void Print(const Napi::CallbackInfo& info) {
  (new Printer(info.Env()))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
