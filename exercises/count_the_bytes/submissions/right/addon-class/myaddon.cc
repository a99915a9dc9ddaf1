#include <napi.h>

#include <string>

class MyAddon : public Napi::Addon<MyAddon> {
 public:
  MyAddon(Napi::Env, Napi::Object exports) {
    DefineAddon(exports, {InstanceMethod("byteLength", &MyAddon::ByteLength),
                          InstanceMethod("print", &MyAddon::Print)});
  }

 private:
  Napi::Value ByteLength(const Napi::CallbackInfo& info) {
    std::string text;
    if (!Text(info, text)) return Napi::Value();
    total_ += text.size();
    return Napi::Value::From(info.Env(), text.size());
  }

  void Print(const Napi::CallbackInfo& info) {
    std::string text;
    if (Text(info, text)) printf("%s\n", text.c_str());
  }

  static bool Text(const Napi::CallbackInfo& info, std::string& text) {
    if (!info[0].IsString()) {
      Napi::TypeError::New(info.Env(), "text: expected a string, got something else")
          .ThrowAsJavaScriptException();
      return false;
    }
    text = info[0].ToString();
    return true;
  }

  size_t total_ = 0;
};

NODE_API_ADDON(MyAddon)
