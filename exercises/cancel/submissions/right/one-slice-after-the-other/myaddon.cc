#include <napi.h>

#include <algorithm>
#include <atomic>
#include <cstdint>

static bool IsPrime(uint32_t n) {
  if (n < 4) return n >= 2;
  if (n % 2 == 0) return false;
  for (uint64_t divisor = 3; divisor * divisor <= n; divisor += 2) {
    if (n % divisor == 0) return false;
  }
  return true;
}

// Counts the primes from `from` to `to - 1`, at most 10,000 numbers: that is so short
// that it does not have to be stopped. JavaScript goes on with the next slice.
class SliceWorker : public Napi::AsyncWorker {
 public:
  SliceWorker(Napi::Env env, uint32_t from, uint32_t to)
      : Napi::AsyncWorker(env), deferred_(env), from_(from), to_(to) {}

  Napi::Promise Promise() const { return deferred_.Promise(); }

  void Execute() override { primes_ = std::count_if(Iterator{from_}, Iterator{to_}, IsPrime); }
  void OnOK() override { deferred_.Resolve(Napi::Number::New(Env(), primes_)); }
  void OnWorkComplete(Napi::Env env, napi_status status) override {
    if (status == napi_cancelled) deferred_.Resolve(env.Null());
    Napi::AsyncWorker::OnWorkComplete(env, status);
  }

 private:
  struct Iterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = uint32_t;
    using difference_type = int64_t;
    using pointer = const uint32_t*;
    using reference = uint32_t;
    uint32_t n;
    uint32_t operator*() const { return n; }
    Iterator& operator++() {
      n++;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return n != other.n; }
    bool operator==(const Iterator& other) const { return n == other.n; }
  };

  Napi::Promise::Deferred deferred_;
  uint32_t from_, to_;
  double primes_ = 0;
};

// slice(from, to): returns [promise, cancel]. cancel() only works before the promise is settled.
static Napi::Value Slice(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  auto* worker = new SliceWorker(env, info[0].As<Napi::Number>(), info[1].As<Napi::Number>());
  Napi::Array result = Napi::Array::New(env);
  result[0u] = worker->Promise();
  napi_async_work work = *worker;
  result[1u] = Napi::Function::New(
      env, [work](const Napi::CallbackInfo& info) { napi_cancel_async_work(info.Env(), work); });
  worker->Queue();
  return result;
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["slice"] = Napi::Function::New(env, Slice);
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
