#include <node.h>
#include <string>

using namespace v8;

void ByteLength(const FunctionCallbackInfo<Value>& args) {
  Isolate* isolate = args.GetIsolate();
  if (!args[0]->IsString()) {
    isolate->ThrowException(Exception::TypeError(
        String::NewFromUtf8(isolate, "text must be a string")));
    return;
  }
  String::Utf8Value text(args[0]->ToString());
  args.GetReturnValue().Set(Number::New(isolate, text.length()));
}

void Init(Local<Object> exports) {
  NODE_SET_METHOD(exports, "byteLength", ByteLength);
}

NODE_MODULE(NODE_GYP_MODULE_NAME, Init)
