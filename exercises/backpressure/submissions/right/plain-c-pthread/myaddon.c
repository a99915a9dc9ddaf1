#include <node_api.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { QUEUE_SIZE = 64 };

typedef struct {
  uint32_t count;
  atomic_bool running;
  bool closed;
  uint32_t dropped;
  uint32_t delivered;
  int users; /* the finalizers of stop and of the threadsafe function, both on the JS thread */
  napi_threadsafe_function tsfn;
  napi_ref on_end;
  pthread_t thread;
} sensor_t;

typedef struct {
  uint32_t number;
} reading_t;

static void* produce(void* data) {
  sensor_t* sensor = data;
  for (uint32_t n = 0; n < sensor->count && atomic_load(&sensor->running); n++) {
    reading_t* reading = malloc(sizeof *reading);
    if (reading == NULL) abort();
    reading->number = n;
    napi_status status = napi_call_threadsafe_function(sensor->tsfn, reading, napi_tsfn_nonblocking);
    if (status == napi_ok) continue;
    free(reading); /* the queue did not take it */
    if (status != napi_queue_full) {
      sensor->closed = true;
      return NULL;
    }
    sensor->dropped++;
  }
  napi_release_threadsafe_function(sensor->tsfn, napi_tsfn_release);
  return NULL;
}

static void call(napi_env env, napi_value function, napi_value argument) {
  napi_value undefined, error;
  if (napi_get_undefined(env, &undefined) != napi_ok) return;
  if (napi_call_function(env, undefined, function, 1, &argument, NULL) != napi_pending_exception) return;
  if (napi_get_and_clear_last_exception(env, &error) == napi_ok) napi_fatal_exception(env, error);
}

static void deliver(napi_env env, napi_value on_reading, void* context, void* data) {
  sensor_t* sensor = context;
  reading_t* reading = data;
  napi_value number;
  if (env != NULL && napi_create_uint32(env, reading->number, &number) == napi_ok) {
    sensor->delivered++;
    call(env, on_reading, number);
  }
  free(reading);
}

static void leave(sensor_t* sensor) {
  if (--sensor->users == 0) free(sensor);
}

static void tell(napi_env env, sensor_t* sensor) {
  napi_value totals, delivered, dropped, on_end;
  if (napi_create_object(env, &totals) != napi_ok ||
      napi_create_uint32(env, sensor->delivered, &delivered) != napi_ok ||
      napi_create_uint32(env, sensor->dropped, &dropped) != napi_ok ||
      napi_set_named_property(env, totals, "delivered", delivered) != napi_ok ||
      napi_set_named_property(env, totals, "dropped", dropped) != napi_ok ||
      napi_get_reference_value(env, sensor->on_end, &on_end) != napi_ok) {
    return;
  }
  call(env, on_end, totals);
}

static void finalize_tsfn(napi_env env, void* data, void* hint) {
  (void)hint;
  sensor_t* sensor = data;
  atomic_store(&sensor->running, false);
  pthread_join(sensor->thread, NULL);
  if (!sensor->closed) tell(env, sensor);
  napi_delete_reference(env, sensor->on_end);
  leave(sensor);
}

static void finalize_stop(napi_env env, void* data, void* hint) {
  (void)env;
  (void)hint;
  leave(data);
}

static napi_value stop(napi_env env, napi_callback_info info) {
  void* data;
  if (napi_get_cb_info(env, info, NULL, NULL, NULL, &data) == napi_ok)
    atomic_store(&((sensor_t*)data)->running, false);
  return NULL;
}

static napi_value read_sensor(napi_env env, napi_callback_info info) {
  size_t argc = 3;
  napi_value argv[3], name, result;
  napi_valuetype types[3];
  if (napi_get_cb_info(env, info, &argc, argv, NULL, NULL) != napi_ok) return NULL;
  for (int i = 0; i < 3; i++)
    if (napi_typeof(env, argv[i], &types[i]) != napi_ok) return NULL;
  if (types[0] != napi_number || types[1] != napi_function || types[2] != napi_function) {
    napi_throw_type_error(env, NULL, "readSensor(count, onReading, onEnd): a number and two functions");
    return NULL;
  }
  sensor_t* sensor = calloc(1, sizeof *sensor);
  if (sensor == NULL) {
    napi_throw_error(env, NULL, "out of memory");
    return NULL;
  }
  sensor->users = 2;
  atomic_store(&sensor->running, true);
  napi_get_value_uint32(env, argv[0], &sensor->count);
  napi_create_reference(env, argv[2], 1, &sensor->on_end);
  napi_create_string_utf8(env, "readSensor", NAPI_AUTO_LENGTH, &name);
  if (napi_create_threadsafe_function(env, argv[1], NULL, name, QUEUE_SIZE, 1, sensor, finalize_tsfn, sensor, deliver,
                                      &sensor->tsfn) != napi_ok) {
    napi_delete_reference(env, sensor->on_end);
    free(sensor);
    napi_throw_error(env, NULL, "no threadsafe function");
    return NULL;
  }
  pthread_create(&sensor->thread, NULL, produce, sensor);
  napi_create_function(env, "stop", NAPI_AUTO_LENGTH, stop, sensor, &result);
  napi_add_finalizer(env, result, sensor, finalize_stop, NULL, NULL);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "readSensor", NAPI_AUTO_LENGTH, read_sensor, NULL, &function);
  napi_set_named_property(env, exports, "readSensor", function);
  return exports;
}
