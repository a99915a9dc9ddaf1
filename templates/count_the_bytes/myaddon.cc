// So far, your add-on has one function: print(text). Your task is to add
// byteLength(text), which returns the number of bytes of the text in UTF-8.
// Follow the steps 1 to 3 below. The file compiles as it is. It should still
// compile after every step.

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

// STEP 1: write the function ByteLength here. It has the same parameter as
// Print, `const Napi::CallbackInfo& info`. It returns a value to JavaScript,
// so its return type is Napi::Value instead of void. Start with the same check
// as in Print. After the error, JavaScript never sees what you return:
// `return env.Undefined();`
//
// STEP 2: a std::string knows its number of bytes: text.size(). Convert it to
// a JavaScript number with Napi::Number::New(env, ...), and return that.

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  // STEP 3: export ByteLength in the same way, with the name byteLength.
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
