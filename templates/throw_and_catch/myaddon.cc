// What your add-on can do so far: print(text) and byteLength(text). Two more
// functions are to come, one that throws errors and one that catches them:
//
//   squareRoot(n)  returns the square root of n, or throws
//   attempt(fn)    calls fn, and returns its result or its error's message
//
// Follow the steps 1 to 5 below. It compiles as it is, and should again after
// every step.

#include <napi.h>  // node-addon-api: Node-API for C++

#include <cmath>   // std::sqrt
#include <cstdio>  // std::fwrite, std::fflush
#include <string>

// print(text): writes the text and a line feed to standard output.
void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "print(text): text must be a string")
        .ThrowAsJavaScriptException();
    return;
  }
  std::string text = info[0].As<Napi::String>().Utf8Value();
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

// byteLength(text): how many bytes the text takes in UTF-8.
Napi::Value ByteLength(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsString()) {
    Napi::TypeError::New(env, "byteLength(text): text must be a string")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  std::string text = info[0].As<Napi::String>().Utf8Value();
  return Napi::Number::New(env, static_cast<double>(text.size()));
}

// squareRoot(n)
Napi::Value SquareRoot(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();

  // STEP 1: throw a TypeError when info[0] is no number, and return.
  //
  // STEP 2: read the number with DoubleValue(), into a double. When it is
  // negative, make a Napi::RangeError, set its "code" to "ERR_OUT_OF_RANGE",
  // throw it, and return. In this order: once it is thrown, Set fails.
  //
  // STEP 3: return the root as a JavaScript number. std::sqrt computes it.

  return env.Undefined();
}

// attempt(fn)
Napi::Value Attempt(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();

  // STEP 4: throw a TypeError when info[0] is no function, and return.
  //
  // STEP 5: call the function without arguments, and keep what Call returns.
  // If an exception is pending then, get and clear it, and return its message
  // as a JavaScript string. If none is, return what the function returned.

  return env.Undefined();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  exports.Set("byteLength", Napi::Function::New(env, ByteLength));
  exports.Set("squareRoot", Napi::Function::New(env, SquareRoot));
  exports.Set("attempt", Napi::Function::New(env, Attempt));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
