/* Plain C and nothing but Node-API. */

#include <node_api.h>
#include <stdint.h>
#include <stdlib.h>

#ifdef _WIN32
#include <windows.h>
static void sleep_ms(uint32_t ms) { Sleep(ms); }
#else
#include <errno.h>
#include <time.h>
static void sleep_ms(uint32_t ms) {
  struct timespec rest;
  rest.tv_sec = ms / 1000;
  rest.tv_nsec = (long)(ms % 1000) * 1000000L;
  while (nanosleep(&rest, &rest) == -1 && errno == EINTR) {
  }
}
#endif

typedef struct {
  uint32_t ms;
  napi_ref callback;
  napi_async_work work;
} delay_t;

/* On a thread of the pool. */
static void execute(napi_env env, void* data) {
  (void)env;
  sleep_ms(((delay_t*)data)->ms);
}

/* Back on the JS thread. */
static void complete(napi_env env, napi_status status, void* data) {
  delay_t* delay = data;
  napi_value callback, undefined;

  napi_get_reference_value(env, delay->callback, &callback);
  napi_get_undefined(env, &undefined);
  napi_delete_reference(env, delay->callback);
  napi_delete_async_work(env, delay->work);
  free(delay);

  if (status == napi_ok) {
    napi_call_function(env, undefined, callback, 0, NULL, NULL);
  }
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2], name;
  delay_t* delay = calloc(1, sizeof(*delay));

  if (delay == NULL) {
    napi_throw_error(env, "ENOMEM", "out of memory");
    return NULL;
  }
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  if (napi_get_value_uint32(env, argv[0], &delay->ms) != napi_ok ||
      napi_create_reference(env, argv[1], 1, &delay->callback) != napi_ok) {
    free(delay);
    napi_throw_type_error(env, NULL, "delay(ms, callback)");
    return NULL;
  }
  napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name);
  napi_create_async_work(env, NULL, name, execute, complete, delay,
                         &delay->work);
  napi_queue_async_work(env, delay->work);
  return NULL;
}

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  napi_value function;
  napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &function);
  napi_set_named_property(env, exports, "delay", function);
  return exports;
}
