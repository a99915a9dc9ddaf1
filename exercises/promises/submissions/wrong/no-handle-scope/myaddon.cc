#include <napi.h>
#include <uv.h>

#include <cmath>
#include <memory>

struct Request {
  Request(Napi::Env env, Napi::Promise::Deferred deferred, double n)
      : env(env), deferred(deferred), context(env, "squareRootOf"), n(n) {
    work.data = this;
  }

  uv_work_t work;
  Napi::Env env;
  Napi::Promise::Deferred deferred;
  Napi::AsyncContext context;
  double n;
  double root = 0;
};

static void Work(uv_work_t* work) {
  auto* request = static_cast<Request*>(work->data);
  request->root = std::sqrt(request->n);
}

static void AfterWork(uv_work_t* work, int) {
  std::unique_ptr<Request> request(static_cast<Request*>(work->data));
  Napi::CallbackScope callbacks(request->env, request->context);
  request->deferred.Resolve(Napi::Number::New(request->env, request->root));
}

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto deferred = Napi::Promise::Deferred::New(env);
  if (!info[0].IsNumber()) {
    Napi::Error error = Napi::TypeError::New(env, "n must be a number");
    error.Set("code", Napi::String::New(env, "ERR_INVALID_ARG_TYPE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  double n = info[0].As<Napi::Number>().DoubleValue();
  if (n < 0) {
    Napi::Error error = Napi::RangeError::New(env, "n must not be negative");
    error.Set("code", Napi::String::New(env, "ERR_OUT_OF_RANGE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(env, &loop);
  auto* request = new Request(env, deferred, n);
  uv_queue_work(loop, &request->work, Work, AfterWork);
  return deferred.Promise();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
