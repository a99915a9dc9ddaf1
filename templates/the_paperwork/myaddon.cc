// For THE PAPERWORK, this file is complete. The task is what stands around it:
// package.json and binding.gyp.

// This line is why the compiler has to know the folder of node-addon-api.
#include <napi.h>  // node-addon-api: Node-API for C++

// Runs once, when the add-on is loaded, with the object that require() is
// going to return. This is like `exports.hello = 'from C++'`.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("hello", Napi::String::New(env, "from C++"));
  return exports;
}

// Tells Node.js which function that is. NODE_GYP_MODULE_NAME is a word that
// node-gyp puts in: the name of the target in binding.gyp.
NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
