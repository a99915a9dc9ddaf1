#include "functions.h"

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
