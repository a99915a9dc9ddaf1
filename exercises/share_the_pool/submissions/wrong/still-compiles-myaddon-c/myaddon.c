#include <node_api.h>  // Node-API, in C
#include <stdbool.h>   // bool
#include <stdint.h>    // int32_t
#include <stdlib.h>    // calloc, free

// C has no sleep that works on every system.
#ifdef _WIN32
#include <windows.h>
static void sleep_ms(int32_t ms) {
  if (ms > 0) Sleep((DWORD)ms);
}
#else
#include <errno.h>
#include <time.h>
static void sleep_ms(int32_t ms) {
  if (ms <= 0) return;
  struct timespec rest = {ms / 1000, (ms % 1000) * 1000000L};
  // A signal may interrupt the sleep. Then sleep for the remaining time.
  while (nanosleep(&rest, &rest) == -1 && errno == EINTR) {
  }
}
#endif

// Throws an error with the message of the last failed Node-API call. If that
// call failed because JavaScript threw, the exception is already pending.
static napi_value throw_last_error(napi_env env) {
  const napi_extended_error_info* info;
  const char* message = NULL;
  bool pending = false;
  // Call this first: every other call overwrites the information.
  if (napi_get_last_error_info(env, &info) == napi_ok) {
    message = info->error_message;
  }
  if (napi_is_exception_pending(env, &pending) == napi_ok && !pending) {
    napi_throw_error(env, NULL, message ? message : "a Node-API call failed");
  }
  return NULL;
}

// Makes a call. If it fails, throws and returns from the function.
#define TRY(call)                                        \
  do {                                                   \
    if ((call) != napi_ok) return throw_last_error(env); \
  } while (0)

// One delay. It exists from the call to delay until after the callback.
typedef struct {
  int32_t ms;
  napi_ref callback;
  napi_async_work work;
} Job;

// Releases everything that a job has created so far.
static void give_back(napi_env env, Job* job) {
  if ((job->work && napi_delete_async_work(env, job->work) != napi_ok) ||
      (job->callback && napi_delete_reference(env, job->callback) != napi_ok)) {
    // Only a bug in this file can cause this, so end the process.
    napi_fatal_error("give_back", NAPI_AUTO_LENGTH, "not a valid job",
                     NAPI_AUTO_LENGTH);
  }
  free(job);
}

// On a pool thread.
static void execute(napi_env env, void* data) {
  Job* job = data;
  sleep_ms(job->ms);
}

// On the JS thread again.
static void complete(napi_env env, napi_status status, void* data) {
  Job* job = data;
  if (status == napi_ok) {  // otherwise it was cancelled
    napi_value callback;
    napi_value undefined;
    if (napi_get_reference_value(env, job->callback, &callback) != napi_ok ||
        napi_get_undefined(env, &undefined) != napi_ok ||
        napi_call_function(env, undefined, callback, 0, NULL, NULL) != napi_ok) {
      throw_last_error(env);
    }
  }
  give_back(env, job);
}

// delay(ms, callback): calls callback after at least ms milliseconds. The JS
// thread stays free in the meantime.
static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  TRY(napi_get_cb_info(env, info, &argc, argv, NULL, NULL));

  int32_t ms;
  if (napi_get_value_int32(env, argv[0], &ms) != napi_ok) {
    napi_throw_type_error(env, NULL, "delay(ms, callback): ms must be a number");
    return NULL;
  }
  napi_valuetype type;
  TRY(napi_typeof(env, argv[1], &type));
  if (type != napi_function) {
    napi_throw_type_error(env, NULL,
                          "delay(ms, callback): callback must be a function");
    return NULL;
  }
  napi_value name;
  TRY(napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name));

  Job* job = calloc(1, sizeof *job);
  if (!job) {
    napi_throw_error(env, NULL, "delay(ms, callback): no memory left");
    return NULL;
  }
  job->ms = ms;
  if (napi_create_reference(env, argv[1], 1, &job->callback) != napi_ok ||
      napi_create_async_work(env, NULL, name, execute, complete, job,
                             &job->work) != napi_ok ||
      napi_queue_async_work(env, job->work) != napi_ok) {
    throw_last_error(env);
    give_back(env, job);
  }
  return NULL;
}

// Runs once, when the add-on is loaded: like `exports.delay = delay`.
NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  napi_value function;
  TRY(napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL,
                           &function));
  TRY(napi_set_named_property(env, exports, "delay", function));
  return exports;
}
