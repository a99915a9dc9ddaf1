#include "root_worker.h"

#include <cmath>

namespace {

class RootWorker : public Napi::AsyncWorker {
 public:
  RootWorker(Napi::Env env, Napi::Promise::Deferred deferred, double n)
      : Napi::AsyncWorker(env), deferred_(deferred), n_(n) {}

  void Execute() override { root_ = std::sqrt(n_); }
  void OnOK() override { deferred_.Resolve(Napi::Number::New(Env(), root_)); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  double n_;
  double root_ = 0;
};

}  // namespace

void StartRoot(Napi::Env env, Napi::Promise::Deferred deferred, double n) {
  (new RootWorker(env, deferred, n))->Queue();
}
