// What your add-on can do so far: print(text). Now it learns to give
// something back: byteLength(text) returns how many bytes the text takes in
// UTF-8. Follow the steps 1 to 3 below. It compiles as it is, and should again
// after every step.

#include <napi.h>  // node-addon-api: Node-API for C++

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

// STEP 1: write the function ByteLength here. It takes what Print takes,
// `const Napi::CallbackInfo& info`, but it returns a value to JavaScript: its
// return type is Napi::Value instead of void. Let it begin as Print does, with
// the check of the argument. What it returns after the error is never seen:
// `return env.Undefined();`
//
// STEP 2: a std::string knows how many bytes it holds: text.size(). Make a
// JavaScript number of that with Napi::Number::New(env, ...), and return it.

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  // STEP 3: export ByteLength in the same way, under the name byteLength.
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
