// delay(ms, callback) in plain C: no napi.h, no classes, no destructors. Here
// you do by hand what C++ did for you in myaddon.cc.
//
// STEP 1 is in binding.gyp: change "sources" to ["myaddon.c"] to compile this
// file. It compiles as it is, and it should compile again after every step.

#include <node_api.h>  // Node-API, in C
#include <stdbool.h>   // bool
#include <stdint.h>    // int32_t
#include <stdlib.h>    // calloc, free

// C has no sleep that works on every system. This one is ready to use.
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
// call failed because JavaScript threw, the exception is already pending. This
// function is ready to use, too.
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

// Makes a call. If it fails, throws and returns from the function. Use it in
// functions that return a napi_value.
#define TRY(call)                                        \
  do {                                                   \
    if ((call) != napi_ok) return throw_last_error(env); \
  } while (0)

// One delay: in C++, these were the members of the worker. It exists from the
// call to delay until after the callback.
typedef struct {
  int32_t ms;
  // STEP 2: declare two more members: the callback, as a reference (napi_ref),
  // and the work (napi_async_work).
} Job;

// Runs on a pool thread. It receives an env but must not use it.
static void execute(napi_env env, void* data) {
  // STEP 3: `data` is the address of your Job: `Job* job = data;`
  // Sleep for `job->ms` milliseconds.
}

// Runs on the JS thread after execute has returned.
static void complete(napi_env env, napi_status status, void* data) {
  // STEP 4: if `status` is napi_ok, get the callback with
  // napi_get_reference_value and an `undefined` with napi_get_undefined. Call
  // the callback with napi_call_function, with `undefined` as its `this`. If
  // one of these calls fails, call throw_last_error(env).
  //
  // Then release everything, in every case: napi_delete_async_work,
  // napi_delete_reference, free.
}

// This is the function that JavaScript calls. It runs on the JS thread.
static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  TRY(napi_get_cb_info(env, info, &argc, argv, NULL, NULL));

  // STEP 5: read ms from argv[0] with napi_get_value_int32. Check with
  // napi_typeof that argv[1] is a napi_function. If one of them has the wrong
  // type, call napi_throw_type_error and `return NULL;`

  // STEP 6: allocate a Job: `Job* job = calloc(1, sizeof *job);` calloc returns
  // zeroed memory, or NULL if there is none left. Set ms, and create the
  // reference with napi_create_reference and a count of 1. Create the work with
  // napi_create_async_work, and queue it with napi_queue_async_work. If one of
  // these calls fails, call throw_last_error(env) and release what you created.
  // A member that is still NULL was never created.

  return NULL;  // JavaScript sees undefined
}

// Runs once, when the add-on is loaded: like `exports.delay = delay`.
NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  napi_value function;
  TRY(napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL,
                           &function));
  TRY(napi_set_named_property(env, exports, "delay", function));
  return exports;
}
