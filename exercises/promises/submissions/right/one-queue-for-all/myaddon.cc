#include <napi.h>

#include <cmath>
#include <deque>
#include <vector>

// Calls that are made while work runs are collected, and computed together by the next work.
struct Item {
  Napi::Promise::Deferred deferred;
  double n;
  double root;
};

struct Instance {
  std::deque<Item> waiting;
  bool is_working = false;
};

class Batch : public Napi::AsyncWorker {
 public:
  static void StartIfIdle(Napi::Env env) {
    auto* instance = env.GetInstanceData<Instance>();
    if (instance->is_working || instance->waiting.empty()) return;
    instance->is_working = true;
    auto* batch = new Batch(env);
    batch->items_.assign(instance->waiting.begin(), instance->waiting.end());
    instance->waiting.clear();
    batch->Queue();
  }

  void Execute() override {
    for (Item& item : items_) item.root = std::sqrt(item.n);
  }

  void OnOK() override {
    for (Item& item : items_) item.deferred.Resolve(Napi::Number::New(Env(), item.root));
    Env().GetInstanceData<Instance>()->is_working = false;
    StartIfIdle(Env());
  }

 private:
  explicit Batch(Napi::Env env) : Napi::AsyncWorker(env) {}
  std::vector<Item> items_;
};

static Napi::Value SquareRootOf(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto deferred = Napi::Promise::Deferred::New(env);
  if (!info[0].IsNumber()) {
    Napi::Error error = Napi::TypeError::New(env, "n must be a number");
    error.Set("code", Napi::String::New(env, "ERR_INVALID_ARG_TYPE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  double n = info[0].As<Napi::Number>().DoubleValue();
  if (n < 0) {
    Napi::Error error = Napi::RangeError::New(env, "n must not be negative");
    error.Set("code", Napi::String::New(env, "ERR_OUT_OF_RANGE"));
    deferred.Reject(error.Value());
    return deferred.Promise();
  }
  env.GetInstanceData<Instance>()->waiting.push_back({deferred, n, 0});
  Batch::StartIfIdle(env);
  return deferred.Promise();
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new Instance());
  exports.Set("squareRootOf", Napi::Function::New(env, SquareRootOf));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
