// Talks on stdout and stderr, from the JS thread and from the pool.

#include <napi.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>

class DelayWorker : public Napi::AsyncWorker {
 public:
  DelayWorker(const Napi::Function& callback, int ms)
      : Napi::AsyncWorker(callback), ms_(ms) {
    std::cout << "DelayWorker: made for " << ms << " ms" << std::endl;
  }

  ~DelayWorker() override { std::cout << "DelayWorker: bye" << std::endl; }

  void Execute() override {
    std::cout << "Execute: in thread " << std::this_thread::get_id() << "\n";
    for (int i = 0; i < 200; i++) {
      std::printf("Execute: getting ready, %d of 200\n", i + 1);
    }
    std::fflush(stdout);
    std::cerr << "Execute: going to sleep\n";
    std::this_thread::sleep_for(std::chrono::milliseconds(ms_));
    std::fprintf(stderr, "Execute: awake again, and no newline here: \xe2\x9c\x93");
  }

  void OnOK() override {
    std::cout << "OnOK: calling back\n" << std::flush;
    std::fputs("OnOK: {\"pass\": \"butter\"}\n", stderr);
    Callback().Call({});
  }

 private:
  int ms_;
};

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  (new DelayWorker(callback, ms))->Queue();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  std::cout << "Init: hello\n";
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
