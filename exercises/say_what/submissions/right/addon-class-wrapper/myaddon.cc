#include <napi.h>

#include <iostream>
#include <string>

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env, Napi::Object exports) {
    DefineAddon(exports, {InstanceMethod<&MyAddon::Print>("print")});
  }

 private:
  void Print(const Napi::CallbackInfo& info) {
    if (!info[0].IsString()) {
      NAPI_THROW_VOID(Napi::TypeError::New(info.Env(), "print: not a string"));
    }
    last_ = info[0].As<Napi::String>().Utf8Value();
    std::cout << last_ << '\n' << std::flush;
  }

  std::string last_;
};

NODE_API_ADDON(MyAddon)
