// Without Node-API: V8, Node.js and libuv at first hand, as it was before.

#include <node.h>
#include <uv.h>

#include <chrono>
#include <memory>
#include <thread>

namespace {

struct Delay {
  Delay(v8::Isolate* isolate, v8::Local<v8::Function> function)
      : isolate(isolate), callback(isolate, function) {
    resource.Reset(isolate, v8::Object::New(isolate));
    context = node::EmitAsyncInit(isolate, resource.Get(isolate), "delay");
    request.data = this;
  }

  ~Delay() { node::EmitAsyncDestroy(isolate, context); }

  uv_work_t request;
  v8::Isolate* isolate;
  v8::Global<v8::Function> callback;
  v8::Global<v8::Object> resource;
  node::async_context context;
  std::chrono::milliseconds duration{0};
};

void Work(uv_work_t* request) {
  std::this_thread::sleep_for(static_cast<Delay*>(request->data)->duration);
}

void AfterWork(uv_work_t* request, int status) {
  std::unique_ptr<Delay> delay(static_cast<Delay*>(request->data));
  if (status != 0) return;
  v8::HandleScope scope(delay->isolate);
  node::MakeCallback(delay->isolate, delay->resource.Get(delay->isolate),
                     delay->callback.Get(delay->isolate), 0, nullptr,
                     delay->context);
}

void StartDelay(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  auto* delay = new Delay(isolate, info[1].As<v8::Function>());
  delay->duration =
      std::chrono::milliseconds(info[0].As<v8::Integer>()->Value());
  uv_queue_work(node::GetCurrentEventLoop(isolate), &delay->request, Work,
                AfterWork);
}

}  // namespace

NODE_MODULE_INIT(/* exports, module, context */) {
  NODE_SET_METHOD(exports, "delay", StartDelay);
}
