// Your add-on so far has print(text) and byteLength(text). Add two functions,
// one that throws errors and one that catches them:
//
//   squareRoot(n)  returns the square root of n, or throws an error
//   attempt(fn)    calls fn, and returns its result or its error's message
//
// Follow STEP 1 to STEP 5 below. The file compiles as it is, and it should
// compile again after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

#include <cmath>   // std::sqrt
#include <cstdio>  // std::fwrite, std::fflush
#include <string>

// print(text): writes the text and a newline to standard output.
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

// byteLength(text): returns the number of bytes of the text in UTF-8.
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

  // STEP 1: if info[0] is not a number, throw a TypeError and return.
  //
  // STEP 2: read the number with DoubleValue() into a double. If it is
  // negative, create a Napi::RangeError, set its "code" to "ERR_OUT_OF_RANGE",
  // throw it and return. Set the code first: after the throw, Set fails.
  //
  // STEP 3: compute the root with std::sqrt. Return it as a JavaScript number.

  return env.Undefined();
}

// attempt(fn)
Napi::Value Attempt(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();

  // STEP 4: if info[0] is not a function, throw a TypeError and return.
  //
  // STEP 5: call the function without arguments and store the result of Call.
  // If an exception is pending, get and clear it, and return its message as a
  // JavaScript string. Otherwise return the result.

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
