// gyp cannot compile a file with a space in its name, but such a file can be
// included.

#include <napi.h>

#include "my headers/delay worker.h"

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay",
              Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
                int ms = info[0].As<Napi::Number>();
                auto callback = info[1].As<Napi::Function>();
                (new DelayWorker(callback, ms))->Queue();
              }));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
