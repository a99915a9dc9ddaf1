// print(text): writes the text and a newline to standard output.
//
// This version always writes the same line. Your task is to write the argument
// instead, and to throw if it is not a string. Follow the steps 1 to 4 below.
// To try it:
//
//   learnyounative run myaddon/ print "some text"
//   learnyounative run myaddon/ print
//
// The file compiles as it is. It should still compile after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

#include <cstdio>  // std::puts, std::fflush

// STEP 1: you need std::string. Include its header, <string>.

void Print(const Napi::CallbackInfo& info) {
  // STEP 2: is info[0] a string? If not, throw a Napi::TypeError with a
  // message, and then return. Throwing does not end the function.

  // STEP 3: convert the argument to a std::string in UTF-8:
  // info[0].As<Napi::String>().Utf8Value()

  // STEP 4: instead of this line, write the bytes of the text and a newline.
  // Use std::fwrite. std::puts stops at the first zero byte.
  std::puts("Signs of life from C++");
  std::fflush(stdout);
}

// Node.js calls Init once, when it loads the add-on. Init sets the exports.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
