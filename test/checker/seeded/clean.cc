#include <napi.h>

#include <thread>

class Sum : public Napi::AsyncWorker {
 public:
  explicit Sum(const Napi::Env& env) : Napi::AsyncWorker(env), deferred_(env) {}
  void Execute() override { sum_ = 42; }
  void OnOK() override { deferred_.Resolve(Napi::Number::New(Env(), sum_)); }
  Napi::Promise Promise() const { return deferred_.Promise(); }

 private:
  Napi::Promise::Deferred deferred_;
  int sum_ = 0;
};
static Napi::Value cpp_promise(const Napi::CallbackInfo& info) {
  auto* worker = new Sum(info.Env());
  worker->Queue();
  return worker->Promise();
}

class Counter : public Napi::ObjectWrap<Counter> {
 public:
  static Napi::Function Define(Napi::Env env) {
    return DefineClass(env, "Counter",
                       {InstanceMethod<&Counter::Add>("add"), InstanceAccessor<&Counter::Get, &Counter::Set>("value")});
  }
  explicit Counter(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Counter>(info) {}

 private:
  Napi::Value Add(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), ++value_); }
  Napi::Value Get(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), value_); }
  void Set(const Napi::CallbackInfo&, const Napi::Value& value) { value_ = value.As<Napi::Number>(); }
  int value_ = 0;
};
static Napi::Value cpp_objects(const Napi::CallbackInfo& info) {
  Napi::Function counter = Counter::Define(info.Env());
  for (int i = 0; i < 2000; i++) {
    Napi::HandleScope scope(info.Env());
    Napi::Object object = counter.New({});
    object.Set("value", 7);
    Napi::Value value = object.Get("add").As<Napi::Function>().Call(object, {});
    if (value.As<Napi::Number>().Int32Value() != 8) throw Napi::Error::New(info.Env(), "the counter is wrong");
  }
  return info.Env().Undefined();
}

// The main thread and a worker each have a constructor of their own.
static void cpp_wraps_in_two_environments(const Napi::CallbackInfo& info) {
  auto* constructor = new Napi::FunctionReference(Napi::Persistent(Counter::Define(info.Env())));
  info.Env().SetInstanceData(constructor);
  for (int i = 0; i < 100; i++) {
    Napi::HandleScope scope(info.Env());
    info.Env().GetInstanceData<Napi::FunctionReference>()->New({});
  }
}

static void cpp_thread(const Napi::CallbackInfo& info) {
  auto function = Napi::ThreadSafeFunction::New(info.Env(), info[0].As<Napi::Function>(), "right", 0, 1);
  std::thread([function]() mutable {
    function.BlockingCall();
    function.Release();
  }).detach();
}

// The environment ends while the thread sends. Its function is closed then, and the thread joined.
static void cpp_function_at_exit(const Napi::CallbackInfo& info) {
  static Napi::ThreadSafeFunction function;
  static std::thread thread;
  function = Napi::ThreadSafeFunction::New(info.Env(), info[0].As<Napi::Function>(), "right", 4, 1,
                                           [](Napi::Env) { thread.join(); });
  function.Unref(info.Env());
  thread = std::thread([] {
    while (function.NonBlockingCall() != napi_closing) std::this_thread::yield();
  });
}

// The reference is not destroyed at exit, when its environment is gone.
static void cpp_static_reference(const Napi::CallbackInfo& info) {
  static Napi::ObjectReference kept = Napi::Persistent(Napi::Object::New(info.Env()));
  kept.SuppressDestruct();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["cpp_promise"] = Napi::Function::New(env, cpp_promise);
  exports["cpp_objects"] = Napi::Function::New(env, cpp_objects);
  exports["cpp_wraps_in_two_environments"] = Napi::Function::New(env, cpp_wraps_in_two_environments);
  exports["cpp_function_at_exit"] = Napi::Function::New(env, cpp_function_at_exit);
  exports["cpp_thread"] = Napi::Function::New(env, cpp_thread);
  exports["cpp_static_reference"] = Napi::Function::New(env, cpp_static_reference);
  return exports;
}
NODE_API_MODULE(clean, Init)
