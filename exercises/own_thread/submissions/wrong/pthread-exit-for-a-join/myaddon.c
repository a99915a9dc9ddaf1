#include <node_api.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  atomic_bool running;
  atomic_bool has_ended;
  atomic_int users;  /* the finalizers of stop and of the threadsafe function */
  bool stopped;
  napi_threadsafe_function tsfn;
  pthread_t thread;
} counter_t;

static void rest(long ms) {
  struct timespec pause = {0, ms * 1000 * 1000};
  nanosleep(&pause, NULL);
}

static void* count(void* data) {
  counter_t* c = data;
  for (intptr_t n = 1; atomic_load(&c->running); n++) {
    if (napi_call_threadsafe_function(c->tsfn, (void*)n, napi_tsfn_blocking) != napi_ok) break;
    rest(5);
  }
  atomic_store(&c->has_ended, true);
  pthread_exit(NULL);
}

static void call_js(napi_env env, napi_value on_tick, void* context, void* data) {
  counter_t* c = context;
  if (env == NULL || !atomic_load(&c->running)) return;
  napi_value undefined, number;
  napi_get_undefined(env, &undefined);
  napi_create_int64(env, (int64_t)(intptr_t)data, &number);
  if (napi_call_function(env, undefined, on_tick, 1, &number, NULL) == napi_pending_exception) {
    napi_value error;
    napi_get_and_clear_last_exception(env, &error);
    napi_fatal_exception(env, error);
  }
}

static void leave(counter_t* c) {
  if (atomic_fetch_sub(&c->users, 1) == 1) free(c);
}

static void end(counter_t* c) {
  if (c->stopped) return;
  c->stopped = true;
  atomic_store(&c->running, false);
  while (!atomic_load(&c->has_ended)) rest(1);
  rest(20);  /* pthread_exit needs a moment */
}

static void finalize_tsfn(napi_env env, void* data, void* hint) {
  (void)env;
  (void)hint;
  end(data);
  leave(data);
}

static void finalize_stop(napi_env env, void* data, void* hint) {
  (void)env;
  (void)hint;
  leave(data);
}

static napi_value stop(napi_env env, napi_callback_info info) {
  void* data;
  if (napi_get_cb_info(env, info, NULL, NULL, NULL, &data) != napi_ok) return NULL;
  counter_t* c = data;
  if (c->stopped) return NULL;
  end(c);
  napi_release_threadsafe_function(c->tsfn, napi_tsfn_release);
  return NULL;
}

static napi_value watch_counter(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1], name, result;
  napi_valuetype type;
  if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok) return NULL;
  if (napi_typeof(env, argv[0], &type) != napi_ok || type != napi_function) {
    napi_throw_type_error(env, NULL, "watchCounter(onTick): onTick must be a function");
    return NULL;
  }
  counter_t* c = calloc(1, sizeof *c);
  if (c == NULL) {
    napi_throw_error(env, NULL, "out of memory");
    return NULL;
  }
  atomic_store(&c->running, true);
  atomic_store(&c->users, 2);
  napi_create_string_utf8(env, "watchCounter", NAPI_AUTO_LENGTH, &name);
  if (napi_create_threadsafe_function(env, argv[0], NULL, name, 0, 1, c, finalize_tsfn, c, call_js, &c->tsfn) !=
      napi_ok) {
    free(c);
    napi_throw_error(env, NULL, "no threadsafe function");
    return NULL;
  }
  pthread_create(&c->thread, NULL, count, c);
  napi_create_function(env, "stop", NAPI_AUTO_LENGTH, stop, c, &result);
  napi_add_finalizer(env, result, c, finalize_stop, NULL, NULL);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "watchCounter", NAPI_AUTO_LENGTH, watch_counter, NULL, &function);
  napi_set_named_property(env, exports, "watchCounter", function);
  return exports;
}
