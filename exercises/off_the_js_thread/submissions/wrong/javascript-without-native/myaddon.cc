// MISTAKE: an add-on with nothing in it. See index.js.

#include <napi.h>

Napi::Object Init(Napi::Env, Napi::Object exports) { return exports; }

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
