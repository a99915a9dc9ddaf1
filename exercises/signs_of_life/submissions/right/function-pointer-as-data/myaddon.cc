#include <node_api.h>
#include <cstdio>

static void Write() {
  std::puts("Signs of life from C++");
  std::fflush(stdout);
}

static napi_value Print(napi_env env, napi_callback_info info) {
  void* data;
  napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &data);
  reinterpret_cast<void (*)()>(data)();
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value fn;
  napi_create_function(env, "print", NAPI_AUTO_LENGTH, Print,
                       reinterpret_cast<void*>(&Write), &fn);
  napi_set_named_property(env, exports, "print", fn);
  return exports;
}
