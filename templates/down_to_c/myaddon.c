// delay(ms, callback) once more, in plain C: no napi.h, no classes, no
// destructors. What C++ did for you in myaddon.cc, this file does by hand.
//
// STEP 1 is in binding.gyp: let "sources" be ["myaddon.c"]. From then on, this
// file is compiled. It compiles as it is, and should again after every step.

#include <node_api.h>  // Node-API, in C
#include <stdbool.h>   // bool
#include <stdint.h>    // int32_t
#include <stdlib.h>    // calloc, free

// C has no sleep of its own that every system knows. This one is ready to use.
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
  // A signal may wake it up: then it goes on for the rest.
  while (nanosleep(&rest, &rest) == -1 && errno == EINTR) {
  }
}
#endif

// Throws what the last Node-API call complained of. When that was an error of
// JavaScript's, it is on its way already. This is ready to use, too.
static napi_value throw_last_error(napi_env env) {
  const napi_extended_error_info* info;
  const char* message = NULL;
  bool pending = false;
  // First of all: every other call would overwrite what there is to tell.
  if (napi_get_last_error_info(env, &info) == napi_ok) {
    message = info->error_message;
  }
  if (napi_is_exception_pending(env, &pending) == napi_ok && !pending) {
    napi_throw_error(env, NULL, message ? message : "a Node-API call failed");
  }
  return NULL;
}

// Makes a call; when it fails, throws and leaves the function. To be used in
// functions that return a napi_value.
#define TRY(call)                                        \
  do {                                                   \
    if ((call) != napi_ok) return throw_last_error(env); \
  } while (0)

// One delay: what in C++ were the members of the worker. It lives from the
// call of delay until after the callback.
typedef struct {
  int32_t ms;
  // STEP 2: two more things have to last so long: the callback, as a
  // reference (napi_ref), and the work (napi_async_work). Declare them here.
} Job;

// This runs on a thread of the pool. It is given an env, and must not use it.
static void execute(napi_env env, void* data) {
  // STEP 3: `data` is the address of your Job: `Job* job = data;`
  // Sleep for as long as it says.
}

// This runs on the JS thread again, once execute has returned.
static void complete(napi_env env, napi_status status, void* data) {
  // STEP 4: if `status` is napi_ok, get the callback out of its reference with
  // napi_get_reference_value, an `undefined` for its `this` with
  // napi_get_undefined, and call it with napi_call_function. A failure of one
  // of them goes to throw_last_error(env).
  //
  // Then, in any case, give back what was taken: napi_delete_async_work,
  // napi_delete_reference, free.
}

// This is the function JavaScript calls. It runs on the JS thread.
static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  TRY(napi_get_cb_info(env, info, &argc, argv, NULL, NULL));

  // STEP 5: read ms from argv[0] with napi_get_value_int32, and ask
  // napi_typeof whether argv[1] is a napi_function. If one of them is not what
  // it should be: napi_throw_type_error, and `return NULL;`

  // STEP 6: take the memory for a Job: `Job* job = calloc(1, sizeof *job);`
  // (zeroes, or NULL when there is no memory left). Fill it: ms, and the
  // reference with napi_create_reference and a count of 1. Make the work with
  // napi_create_async_work, and put it in line with napi_queue_async_work.
  // If one of these fails: throw_last_error(env), and give back what was
  // taken. What is still NULL was not made.

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
