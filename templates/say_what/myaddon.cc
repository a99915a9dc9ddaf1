// print(text): writes the text and a line feed to standard output.
//
// This version writes the same line whatever it is given. Your task: let it
// write its argument, and refuse everything that is no string. Follow the
// steps 1 to 4 below. To see what it does:
//
//   learnyounative run myaddon/ print "some text"
//   learnyounative run myaddon/ print
//
// It compiles as it is, and should again after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

#include <cstdio>  // std::puts, std::fflush

// STEP 1: you will need std::string. Include its header, <string>.

void Print(const Napi::CallbackInfo& info) {
  // STEP 2: is info[0] a string? If not, throw a Napi::TypeError with a
  // message, and then: return. Throwing does not end the function.

  // STEP 3: get the text as a std::string of UTF-8 bytes:
  // info[0].As<Napi::String>().Utf8Value()

  // STEP 4: write the bytes of the text instead of this line, then a line
  // feed. std::puts stops at the first zero byte: std::fwrite does not.
  std::puts("Signs of life from C++");
  std::fflush(stdout);
}

// Runs once, when the add-on is loaded, and says what it exports.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
