#include "rejection.h"

void Reject(Napi::Promise::Deferred deferred, Napi::Error error, const char* code) {
  error.Value().DefineProperty(Napi::PropertyDescriptor::Value("code", Napi::String::New(error.Env(), code)));
  deferred.Reject(error.Value());
}
