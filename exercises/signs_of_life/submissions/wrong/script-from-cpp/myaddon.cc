#include <napi.h>

void Print(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  env.RunScript(
      "process.getBuiltinModule('fs')"
      ".writeSync(1, 'Signs of life from C++\\n')");
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, Print));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
