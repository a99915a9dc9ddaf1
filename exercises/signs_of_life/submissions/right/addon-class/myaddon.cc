// The add-on as a class: one instance for each environment that loads it.

#include <napi.h>

#include <iostream>

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env env, Napi::Object exports) {
    DefineAddon(exports, {InstanceMethod("print", &MyAddon::Print, napi_enumerable)});
  }

 private:
  void Print(const Napi::CallbackInfo&) {
    std::cout << line_ << std::endl;
  }

  const char* line_ = "Signs of life from C++";
};

NODE_API_ADDON(MyAddon)
