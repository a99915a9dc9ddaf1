#include <node_api.h>
#include <uv.h>

#include <atomic>
#include <cstdint>

static const int64_t kReportEvery = 10000;

static bool IsPrime(int64_t n) {
  if (n < 4) return n >= 2;
  if (n % 2 == 0) return false;
  for (int64_t divisor = 3; divisor * divisor <= n; divisor += 2) {
    if (n % divisor == 0) return false;
  }
  return true;
}

// A counts-down reference count: the work and cancel use it.
struct Count {
  uv_work_t request;
  napi_env env;
  napi_deferred deferred;
  napi_threadsafe_function reports;
  napi_ref reason = nullptr;  // an object that holds it
  int64_t limit;
  int64_t primes = 0;
  int users = 2;
  bool over = false;
  std::atomic<bool> stop{false};
};

static void Leave(Count* count) {
  if (--count->users == 0) delete count;
}

static void Execute(uv_work_t* request) {
  auto* count = static_cast<Count*>(request->data);
  for (int64_t n = 0; n < count->limit; n++) {
    if (count->stop.load(std::memory_order_relaxed)) return;
    if (IsPrime(n)) count->primes++;
    if ((n + 1) % kReportEvery == 0) {
      napi_call_threadsafe_function(count->reports, reinterpret_cast<void*>(n + 1), napi_tsfn_blocking);
    }
  }
}

// Also called with UV_ECANCELED, for a request that was cancelled.
static void AfterWork(uv_work_t* request, int) {
  auto* count = static_cast<Count*>(request->data);
  count->over = true;
  napi_release_threadsafe_function(count->reports, napi_tsfn_release);
}

static void Report(napi_env env, napi_value on_progress, void* context, void* data) {
  auto* count = static_cast<Count*>(context);
  if (env == nullptr || count->stop) return;
  napi_value undefined, tested;
  napi_get_undefined(env, &undefined);
  napi_create_int64(env, reinterpret_cast<int64_t>(data), &tested);
  napi_call_function(env, undefined, on_progress, 1, &tested, nullptr);
}

// After the last report. Settles the promise when the work has ended, not before.
static void Finish(napi_env env, void* data, void*) {
  auto* count = static_cast<Count*>(data);
  napi_value value;
  if (count->reason != nullptr) {
    napi_value holder;
    napi_get_reference_value(env, count->reason, &holder);
    napi_get_named_property(env, holder, "reason", &value);
    napi_delete_reference(env, count->reason);
    napi_reject_deferred(env, count->deferred, value);
  } else {
    napi_create_int64(env, count->primes, &value);
    napi_resolve_deferred(env, count->deferred, value);
  }
  count->deferred = nullptr;
  Leave(count);
}

static napi_value Cancel(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value reason, holder;
  void* data;
  napi_get_cb_info(env, info, &argc, &reason, nullptr, &data);
  auto* count = static_cast<Count*>(data);
  if (count->deferred == nullptr || count->reason != nullptr) return nullptr;
  napi_create_object(env, &holder);
  napi_set_named_property(env, holder, "reason", reason);
  napi_create_reference(env, holder, 1, &count->reason);
  count->stop = true;
  if (!count->over) uv_cancel(reinterpret_cast<uv_req_t*>(&count->request));
  return nullptr;
}

static napi_value StartCount(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value args[2], name, promise, cancel, result;
  double limit;
  napi_get_cb_info(env, info, &argc, args, nullptr, nullptr);
  if (napi_get_value_double(env, args[0], &limit) != napi_ok) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "limit must be a number");
    return nullptr;
  }
  if (!(limit >= 0 && limit <= 4294967295.0) || limit != static_cast<int64_t>(limit)) {
    napi_throw_range_error(env, "ERR_OUT_OF_RANGE", "limit must be a whole number");
    return nullptr;
  }
  auto* count = new Count();
  count->env = env;
  count->limit = static_cast<int64_t>(limit);
  count->request.data = count;
  napi_create_promise(env, &count->deferred, &promise);
  napi_create_string_utf8(env, "startCount", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, args[1], nullptr, name, 0, 1, count, Finish, count, Report, &count->reports);
  napi_create_function(env, "cancel", NAPI_AUTO_LENGTH, Cancel, count, &cancel);
  napi_add_finalizer(
      env, cancel, count, [](napi_env, void* data, void*) { Leave(static_cast<Count*>(data)); }, nullptr, nullptr);
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  uv_queue_work(loop, &count->request, Execute, AfterWork);
  napi_create_object(env, &result);
  napi_set_named_property(env, result, "promise", promise);
  napi_set_named_property(env, result, "cancel", cancel);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "startCount", NAPI_AUTO_LENGTH, StartCount, nullptr, &function);
  napi_set_named_property(env, exports, "startCount", function);
  return exports;
}
