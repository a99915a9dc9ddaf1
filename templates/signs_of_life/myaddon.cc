// print(): writes one line to standard output, from C++.
//
// This version exports only the value `hello`. Your task is to export a
// function that JavaScript can call. Follow the steps 1 to 3 below. To try it:
//
//   learnyounative run myaddon/ print
//
// The file compiles as it is. It should still compile after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

// STEP 1: another header, <cstdio>, declares std::puts and std::fflush.
// Include it here.

// STEP 2: write the function here, above Init. C++ reads from top to bottom.
// Start with this code. `void` means that the function returns nothing. `info`
// holds the arguments, which you do not need yet.
//
//   void Print(const Napi::CallbackInfo& info) {
//     ...
//   }
//
// In the function, write the line with std::puts, then flush the buffer with
// std::fflush(stdout).

// Node.js calls Init once, when it loads the add-on. Init sets the exports.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  // STEP 3: export Print as "print". Use Napi::Function::New(env, Print) as
  // the value. You no longer need `hello`.
  exports.Set("hello", Napi::String::New(env, "from C++"));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
