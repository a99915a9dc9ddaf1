// The arguments as they came, in a struct with as much room as there are of them.

#include <node_api.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// C11 has a sleep of its own, but not every system has that part of C11.
#if defined(__has_include)
#if __has_include(<threads.h>)
#include <threads.h>
#define sleep_for(duration) thrd_sleep(duration, NULL)
#endif
#endif
#ifndef sleep_for
#define sleep_for(duration) nanosleep(duration, NULL)
#endif

struct task {
  napi_async_work work;
  struct timespec duration;
  size_t count;
  napi_ref kept[];
};

static struct task* task_new(size_t count) {
  struct task* task = malloc(sizeof(struct task) + count * sizeof(napi_ref));
  if (task) {
    memset(task, 0, sizeof(struct task) + count * sizeof(napi_ref));
    task->count = count;
  }
  return task;
}

static void task_delete(napi_env env, struct task* task) {
  for (size_t i = 0; i < task->count; i++) {
    if (task->kept[i]) napi_delete_reference(env, task->kept[i]);
  }
  if (task->work) napi_delete_async_work(env, task->work);
  free(task);
}

static void execute(napi_env env, void* data) {
  struct task* task = data;
  sleep_for(&task->duration);
}

static void complete(napi_env env, napi_status status, void* data) {
  struct task* task = data;
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) == napi_ok) {
    napi_value callback, undefined;
    if (napi_get_reference_value(env, task->kept[0], &callback) == napi_ok &&
        napi_get_undefined(env, &undefined) == napi_ok) {
      napi_call_function(env, undefined, callback, 0, NULL, NULL);
    }
    napi_close_handle_scope(env, scope);
  }
  task_delete(env, task);
}

static napi_value delay(napi_env env, napi_callback_info info) {
  size_t argc = 0;
  if (napi_get_cb_info(env, info, &argc, NULL, NULL, NULL) != napi_ok || argc < 2) {
    napi_throw_type_error(env, "ERR_MISSING_ARGS", "delay(ms, callback) takes two arguments");
    return NULL;
  }
  argc = 2;
  napi_value argv[2], name;
  napi_valuetype type;
  double ms;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  if (napi_get_value_double(env, argv[0], &ms) == napi_number_expected) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "ms is not a number");
    return NULL;
  }
  if (napi_typeof(env, argv[1], &type) == napi_ok && type != napi_function) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "callback is not a function");
    return NULL;
  }

  struct task* task = task_new(1);
  if (!task) abort();
  if (ms > 0) {
    task->duration.tv_sec = (time_t)(ms / 1000);
    task->duration.tv_nsec = (long)((ms - 1000.0 * (double)task->duration.tv_sec) * 1e6);
  }
  bool started =
      napi_create_reference(env, argv[1], 1, &task->kept[0]) == napi_ok &&
      napi_create_string_utf8(env, __func__, NAPI_AUTO_LENGTH, &name) == napi_ok &&
      napi_create_async_work(env, NULL, name, execute, complete, task, &task->work) == napi_ok &&
      napi_queue_async_work(env, task->work) == napi_ok;
  if (!started) {
    task_delete(env, task);
    napi_throw_error(env, NULL, "the delay could not be started");
  }
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value name, function;
  if (napi_create_string_utf8(env, "delay", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_function(env, NULL, 0, delay, NULL, &function) != napi_ok ||
      napi_set_property(env, exports, name, function) != napi_ok) {
    napi_fatal_error("init", NAPI_AUTO_LENGTH, "delay cannot be exported", NAPI_AUTO_LENGTH);
  }
  return exports;
}
