// This file is complete. In this exercise, you edit package.json and
// binding.gyp.

// The compiler must know the folder of node-addon-api to find this header.
#include <napi.h>  // node-addon-api: Node-API for C++

// Node.js calls Init once, when it loads the add-on. `exports` is the object
// that require() will return. This is like `exports.hello = 'from C++'`.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("hello", Napi::String::New(env, "from C++"));
  return exports;
}

// Tells Node.js which function to call. node-gyp defines NODE_GYP_MODULE_NAME:
// it is the name of the target in binding.gyp.
NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
