#include <node.h>
#include <uv.h>

using v8::FunctionCallbackInfo;
using v8::Local;
using v8::Value;

static uint32_t count;
static v8::Persistent<Value> last;

void Remember(const FunctionCallbackInfo<Value>& info) {
  last.Reset(info.GetIsolate(), info[0]);
  info.GetReturnValue().Set(++count);
}

void Recall(const FunctionCallbackInfo<Value>& info) {
  if (last.IsEmpty()) return;
  info.GetReturnValue().Set(Local<Value>::New(info.GetIsolate(), last));
}

void Delay(const FunctionCallbackInfo<Value>& info) {}

void Init(Local<v8::Object> exports) {
  NODE_SET_METHOD(exports, "remember", Remember);
  NODE_SET_METHOD(exports, "recall", Recall);
  NODE_SET_METHOD(exports, "delay", Delay);
}

NODE_MODULE(NODE_GYP_MODULE_NAME, Init)
