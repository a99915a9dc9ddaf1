// print(): writes one line to standard output, from C++.
//
// This version exports only the value `hello`. Your task: a function that
// JavaScript can call. Follow the steps 1 to 3 below. To see what it does:
//
//   learnyounative run myaddon/ print
//
// It compiles as it is, and should again after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

// STEP 1: std::puts and std::fflush are declared in another header, <cstdio>.
// Include it here.

// STEP 2: write the function here, above Init: C++ reads from top to bottom.
// This is its frame. `void` says that it returns nothing; `info` would tell
// what it was called with.
//
//   void Print(const Napi::CallbackInfo& info) {
//     ...
//   }
//
// In it, write the line with std::puts, then empty the buffer with
// std::fflush(stdout).

// Runs once, when the add-on is loaded, and says what it exports.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  // STEP 3: export Print as "print". Like `hello`, but the value is made with
  // Napi::Function::New(env, Print). `hello` is not needed any more.
  exports.Set("hello", Napi::String::New(env, "from C++"));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
