#include <node_api.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define REPORT_EVERY 10000

// One count. Two things own it: its work with the threadsafe function, and the
// function cancel, as long as JavaScript can call it.
typedef struct {
  int owners;  // JS thread only, like all that follows but stop
  napi_env env;
  napi_deferred deferred;
  bool settled;
  napi_async_work work;
  napi_threadsafe_function tsfn;
  int64_t limit;
  uint32_t primes;
  atomic_bool stop;
} Count;

static void disown(Count* count) {
  if (--count->owners == 0) free(count);
}

static bool is_prime(int64_t n) {
  if (n < 4) return n >= 2;
  if (n % 2 == 0) return false;
  for (int64_t d = 3; d * d <= n; d += 2)
    if (n % d == 0) return false;
  return true;
}

static void execute(napi_env env, void* data) {
  Count* count = data;
  for (int64_t n = 0; n < count->limit && !atomic_load_explicit(&count->stop, memory_order_relaxed); n++) {
    if (is_prime(n)) count->primes++;
    if ((n + 1) % REPORT_EVERY != 0) continue;
    int64_t* tested = malloc(sizeof *tested);
    *tested = n + 1;
    if (napi_call_threadsafe_function(count->tsfn, tested, napi_tsfn_blocking) != napi_ok) free(tested);
  }
}

static void complete(napi_env env, napi_status status, void* data) {
  Count* count = data;
  napi_delete_async_work(env, count->work);
  count->work = NULL;
  // What is in the queue comes first, and then finalize.
  napi_release_threadsafe_function(count->tsfn, napi_tsfn_release);
}

static void report(napi_env env, napi_value on_progress, void* context, void* data) {
  Count* count = context;
  int64_t* tested = data;
  if (env != NULL && !count->settled) {
    napi_value undefined, number;
    napi_get_undefined(env, &undefined);
    napi_create_int64(env, *tested, &number);
    napi_call_function(env, undefined, on_progress, 1, &number, NULL);
  }
  free(tested);
}

static void finalize(napi_env env, void* data, void* hint) {
  Count* count = data;
  if (!count->settled) {
    napi_value primes;
    count->settled = true;
    napi_create_uint32(env, count->primes, &primes);
    napi_resolve_deferred(env, count->deferred, primes);
  }
  disown(count);
}

static napi_value cancel(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value reason;
  Count* count;
  napi_get_cb_info(env, info, &argc, &reason, NULL, (void**)&count);
  if (count->settled) return NULL;
  count->settled = true;
  atomic_store_explicit(&count->stop, true, memory_order_relaxed);
  if (count->work != NULL) napi_cancel_async_work(env, count->work);
  napi_reject_deferred(env, count->deferred, reason);
  return NULL;
}

static void cancel_collected(napi_env env, void* data, void* hint) { disown(data); }

static napi_value start_count(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value args[2], promise, name, cancel_function, result;
  double limit;
  napi_get_cb_info(env, info, &argc, args, NULL, NULL);
  if (napi_get_value_double(env, args[0], &limit) != napi_ok) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "limit must be a number");
    return NULL;
  }
  if (!(limit >= 0 && limit <= 4294967295.0) || limit != (int64_t)limit) {
    napi_throw_range_error(env, "ERR_OUT_OF_RANGE", "limit must be a whole number");
    return NULL;
  }
  Count* count = calloc(1, sizeof *count);
  count->owners = 2;
  count->limit = (int64_t)limit;
  napi_create_promise(env, &count->deferred, &promise);
  napi_create_string_utf8(env, "startCount", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, args[1], NULL, name, 1, 1, count, finalize, count, report, &count->tsfn);
  napi_create_async_work(env, NULL, name, execute, complete, count, &count->work);
  napi_create_function(env, "cancel", NAPI_AUTO_LENGTH, cancel, count, &cancel_function);
  napi_add_finalizer(env, cancel_function, count, cancel_collected, NULL, NULL);
  napi_queue_async_work(env, count->work);
  napi_create_object(env, &result);
  napi_set_named_property(env, result, "promise", promise);
  napi_set_named_property(env, result, "cancel", cancel_function);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "startCount", NAPI_AUTO_LENGTH, start_count, NULL, &function);
  napi_set_named_property(env, exports, "startCount", function);
  return exports;
}
