// uv_queue_work, with node-addon-api for everything else.
#include <napi.h>
#include <uv.h>

#include <chrono>
#include <memory>
#include <thread>

struct Delay {
  uv_work_t request;
  int ms;
  Napi::FunctionReference callback;
};

static void Work(uv_work_t* request) {
  auto* delay = static_cast<Delay*>(request->data);
  std::this_thread::sleep_for(std::chrono::milliseconds(delay->ms));
}

static void AfterWork(uv_work_t* request, int) {
  std::unique_ptr<Delay> delay(static_cast<Delay*>(request->data));
  Napi::HandleScope scope(delay->callback.Env());
  delay->callback.Call({});
}

static void StartDelay(const Napi::CallbackInfo& info) {
  auto* delay = new Delay();
  delay->request.data = delay;
  delay->ms = info[0].As<Napi::Number>().Int32Value();
  delay->callback = Napi::Persistent(info[1].As<Napi::Function>());
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(info.Env(), &loop);
  uv_queue_work(loop, &delay->request, Work, AfterWork);
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, StartDelay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
