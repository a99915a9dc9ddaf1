#include <node_api.h>
#include <stdint.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif

#define CALL(env, call)                                        \
  if ((call) != napi_ok) {                                     \
    bool pending = false;                                      \
    napi_is_exception_pending(env, &pending);                  \
    if (!pending) napi_throw_error(env, NULL, "call failed");  \
    return NULL;                                               \
  }

static void sleep_ms(uint32_t ms) {
#ifdef _WIN32
  Sleep(ms);
#else
  // usleep may refuse a second or more at once.
  for (; ms > 500; ms -= 500) usleep(500 * 1000);
  usleep(ms * 1000);
#endif
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value args[2], global, result;
  uint32_t ms;
  CALL(env, napi_get_cb_info(env, info, &count, args, NULL, NULL));
  CALL(env, napi_get_value_uint32(env, args[0], &ms));
  CALL(env, napi_get_global(env, &global));
  sleep_ms(ms);
  CALL(env, napi_call_function(env, global, args[1], 0, NULL, &result));
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value fn;
  CALL(env, napi_create_function(env, "delay", NAPI_AUTO_LENGTH, delay, NULL, &fn));
  CALL(env, napi_set_named_property(env, exports, "delay", fn));
  return exports;
}
