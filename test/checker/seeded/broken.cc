#include <napi.h>

#include <chrono>
#include <thread>
#include <vector>

// A comment `scenario: rule` marks the line that the rule has to name.

class Uses : public Napi::AsyncWorker {
 public:
  explicit Uses(const Napi::Function& callback) : Napi::AsyncWorker(callback) {}
  void Execute() override {
    Env().Undefined();  // cpp_wrong_thread_in_execute: wrong-thread
  }
};
static void cpp_wrong_thread_in_execute(const Napi::CallbackInfo& info) {
  (new Uses(info[0].As<Napi::Function>()))->Queue();
}

static void cpp_wrong_thread(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  std::thread([env] {
    napi_value value;
    napi_get_global(env, &value);  // cpp_wrong_thread: wrong-thread
  }).join();
}

struct Static {
  Napi::ObjectReference object;
  ~Static() {
    object.Reset();  // cpp_after_environment: after-environment
  }
};
static void cpp_after_environment(const Napi::CallbackInfo& info) {
  static Static kept;
  kept.object = Napi::Persistent(Napi::Object::New(info.Env()));
}

class Point : public Napi::ObjectWrap<Point> {
 public:
  static Napi::Function Define(Napi::Env env) { return DefineClass(env, "Point", {}); }
  explicit Point(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Point>(info) {}
};
static void cpp_constructor_of_two_environments(const Napi::CallbackInfo& info) {
  static auto* constructor = new Napi::FunctionReference();
  *constructor = Napi::Persistent(Point::Define(info.Env()));  // cpp_constructor_of_two_environments: wrong-thread
}

static void cpp_deferred_forgotten(const Napi::CallbackInfo& info) {
  Napi::Promise::Deferred deferred(info.Env());  // cpp_deferred_forgotten: deferred-not-settled
}

static void cpp_references_grow(const Napi::CallbackInfo& info) {
  static auto* list = new std::vector<Napi::ObjectReference>();
  for (int i = 0; i < 1500; i++) {
    Napi::HandleScope scope(info.Env());
    list->push_back(Napi::Persistent(Napi::Object::New(info.Env())));  // cpp_references_grow: references-grow
  }
}

class Kept : public Napi::AsyncWorker {
 public:
  explicit Kept(const Napi::Function& callback) : Napi::AsyncWorker(callback) {  // cpp_work_forgotten: work-not-deleted
    SuppressDestruct();
  }
  void Execute() override {}
};
static void cpp_work_forgotten(const Napi::CallbackInfo& info) {
  (new Kept(info[0].As<Napi::Function>()))->Queue();
}

static void cpp_functions_kept(const Napi::CallbackInfo& info) {
  for (int i = 0; i < 2; i++) {
    auto function = Napi::ThreadSafeFunction::New(info.Env(), info[0].As<Napi::Function>(), "seeded", 0, 1);  // cpp_functions_kept: function-not-released
    function.Unref(info.Env());
  }
}

static void Sleep(const Napi::CallbackInfo&) {  // cpp_thread_held: thread-held
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
}

static void cpp_many_handles(const Napi::CallbackInfo& info) {
  for (int i = 0; i < 1200000; i++) {
    Napi::Number::New(info.Env(), i + 0.5);  // cpp_many_handles: handle-scope
  }
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["cpp_wrong_thread_in_execute"] = Napi::Function::New(env, cpp_wrong_thread_in_execute);
  exports["cpp_wrong_thread"] = Napi::Function::New(env, cpp_wrong_thread);
  exports["cpp_after_environment"] = Napi::Function::New(env, cpp_after_environment);
  exports["cpp_constructor_of_two_environments"] = Napi::Function::New(env, cpp_constructor_of_two_environments);
  exports["cpp_deferred_forgotten"] = Napi::Function::New(env, cpp_deferred_forgotten);
  exports["cpp_references_grow"] = Napi::Function::New(env, cpp_references_grow);
  exports["cpp_work_forgotten"] = Napi::Function::New(env, cpp_work_forgotten);
  exports["cpp_functions_kept"] = Napi::Function::New(env, cpp_functions_kept);
  exports["cpp_thread_held"] = Napi::Function::New(env, Sleep);
  exports["cpp_many_handles"] = Napi::Function::New(env, cpp_many_handles);
  return exports;
}
NODE_API_MODULE(broken, Init)
