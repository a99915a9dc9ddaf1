#include <napi.h>
#include <uv.h>
#include <chrono>
#include <thread>

struct Job {
  int ms;
  Napi::FunctionReference callback;
};

void Work(uv_work_t* req) {
  Job* job = static_cast<Job*>(req->data);
  std::this_thread::sleep_for(std::chrono::milliseconds(job->ms));
}

void AfterWork(uv_work_t* req, int status) {
  Job* job = static_cast<Job*>(req->data);
  Napi::Env env = job->callback.Env();
  Napi::HandleScope scope(env);
  job->callback.MakeCallback(env.Global(), {});
  delete job;
}

void Delay(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  Job* job = new Job();
  job->ms = ms;
  job->callback = Napi::Persistent(callback);
  uv_work_t request;
  request.data = job;
  uv_queue_work(loop, &request, Work, AfterWork);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
