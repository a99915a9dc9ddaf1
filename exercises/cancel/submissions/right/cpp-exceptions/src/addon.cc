#include "count.h"

static Napi::Error WithCode(Napi::Error error, const char* code) {
  error.Set("code", code);
  return error;
}

static Napi::Value StartCount(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsNumber()) throw WithCode(Napi::TypeError::New(env, "limit: not a number"), "ERR_INVALID_ARG_TYPE");
  double limit = info[0].As<Napi::Number>();
  if (!(limit >= 0 && limit < 4294967296.0) || limit != static_cast<std::int64_t>(limit))
    throw WithCode(Napi::RangeError::New(env, "limit: not a whole number"), "ERR_OUT_OF_RANGE");
  auto* worker = new Count(info[1].As<Napi::Function>(), static_cast<std::int64_t>(limit));
  auto handle = worker->handle();
  worker->Queue();
  Napi::Object result = Napi::Object::New(env);
  result["promise"] = handle->deferred.Promise();
  result["cancel"] = Napi::Function::New(env, [handle](const Napi::CallbackInfo& info) { handle->Cancel(info[0]); });
  return result;
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["startCount"] = Napi::Function::New(env, StartCount);
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
