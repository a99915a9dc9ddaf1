// Scenarios in C and C++ that look like broken ones, and are right.
#include "common.h"

static napi_async_work work;
static double result;
static void compute(napi_env env, void* data) { result = 42; }
static napi_deferred deferred;
static void settle(napi_env env, napi_status status, void* data) {
  napi_value value;
  napi_create_double(env, result, &value);
  napi_resolve_deferred(env, deferred, value);
  napi_delete_async_work(env, work);
}
static napi_value promise_from_work(napi_env env, napi_callback_info info) {
  napi_value promise;
  napi_create_promise(env, &deferred, &promise);
  napi_create_async_work(env, NULL, text(env), compute, settle, NULL, &work);
  napi_queue_async_work(env, work);
  return promise;
}

static int runs;
static void run_again(napi_env env, napi_status status, void* data) {
  if (++runs < 3) napi_queue_async_work(env, work);
  else napi_delete_async_work(env, work);
}
static napi_value work_used_again(napi_env env, napi_callback_info info) {
  napi_create_async_work(env, NULL, text(env), compute, run_again, NULL, &work);
  napi_queue_async_work(env, work);
  return NULL;
}

static uv_loop_t* loop_of(napi_env env) {
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  return loop;
}
static napi_env kept_env;
static napi_ref kept_callback;
static napi_async_context context;
static void keep(napi_env env, napi_callback_info info) {
  kept_env = env;
  napi_create_reference(env, callback_of(env, info), 1, &kept_callback);
  napi_async_init(env, NULL, text(env), &context);
}
static void uv_nothing(uv_work_t* request) {}
static void call_back(uv_work_t* request, int status) {
  napi_handle_scope scope;
  napi_value callback, self;
  napi_open_handle_scope(kept_env, &scope);
  napi_get_reference_value(kept_env, kept_callback, &callback);
  napi_get_global(kept_env, &self);
  napi_make_callback(kept_env, context, self, callback, 0, NULL, NULL);
  napi_delete_reference(kept_env, kept_callback);
  napi_async_destroy(kept_env, context);
  napi_close_handle_scope(kept_env, scope);
  free(request);
}
static napi_value made_callback(napi_env env, napi_callback_info info) {
  keep(env, info);
  uv_queue_work(loop_of(env), malloc(sizeof(uv_work_t)), uv_nothing, call_back);
  return NULL;
}
static void call_in_scope(uv_work_t* request, int status) {
  napi_handle_scope scope;
  napi_callback_scope callback_scope;
  napi_value callback, self;
  napi_open_handle_scope(kept_env, &scope);
  napi_get_global(kept_env, &self);
  napi_open_callback_scope(kept_env, self, context, &callback_scope);
  napi_get_reference_value(kept_env, kept_callback, &callback);
  napi_call_function(kept_env, self, callback, 0, NULL, NULL);
  napi_close_callback_scope(kept_env, callback_scope);
  napi_delete_reference(kept_env, kept_callback);
  napi_async_destroy(kept_env, context);
  napi_close_handle_scope(kept_env, scope);
  free(request);
}
static napi_value callback_scope(napi_env env, napi_callback_info info) {
  keep(env, info);
  uv_queue_work(loop_of(env), malloc(sizeof(uv_work_t)), uv_nothing, call_in_scope);
  return NULL;
}

static napi_value handles_in_scopes(napi_env env, napi_callback_info info) {
  for (int i = 0; i < 1200000; i++) {
    napi_handle_scope scope;
    napi_value value;
    napi_open_handle_scope(env, &scope);
    napi_create_double(env, i + 0.5, &value);
    napi_close_handle_scope(env, scope);
  }
  return NULL;
}

static napi_threadsafe_function function;
static napi_value function_kept_for_life(napi_env env, napi_callback_info info) {
  napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 0, 1, NULL, NULL, NULL, NULL, &function);
  napi_unref_threadsafe_function(env, function);
  return NULL;
}

static void* send_from_thread(void* data) {
  for (int i = 0; i < 100; i++) napi_call_threadsafe_function(function, NULL, napi_tsfn_blocking);
  napi_release_threadsafe_function(function, napi_tsfn_release);
  return NULL;
}
static pthread_t sender;
static void join_sender(napi_env env, void* data, void* hint) { pthread_join(sender, NULL); }
static napi_value sent_from_thread(napi_env env, napi_callback_info info) {
  napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 8, 1, NULL, join_sender, NULL, NULL, &function);
  pthread_create(&sender, NULL, send_from_thread, NULL);
  return NULL;
}

static napi_value function_released(napi_env env, napi_callback_info info) {
  napi_threadsafe_function released;
  napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 0, 1, NULL, NULL, NULL, NULL, &released);
  napi_release_threadsafe_function(released, napi_tsfn_release);
  return NULL;
}

static void* send_until_closing(void* data) {
  while (napi_call_threadsafe_function(function, NULL, napi_tsfn_nonblocking) != napi_closing) {
  }
  return NULL;
}
static napi_value stops_at_closing(napi_env env, napi_callback_info info) {
  napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 4, 2, NULL, join_sender, NULL, NULL, &function);
  pthread_create(&sender, NULL, send_until_closing, NULL);
  busy(20);
  napi_release_threadsafe_function(function, napi_tsfn_abort);
  return NULL;
}

static napi_value exception_cleared(napi_env env, napi_callback_info info) {
  napi_value callback = callback_of(env, info);
  napi_value self, error;
  napi_get_undefined(env, &self);
  for (int i = 0; i < 3; i++) {
    if (napi_call_function(env, self, callback, 0, NULL, NULL) != napi_pending_exception) continue;
    napi_get_and_clear_last_exception(env, &error);
  }
  return NULL;
}

// JavaScript calls a function that throws: the call has run, and is not one that was refused.
static napi_value exception_nested(napi_env env, napi_callback_info info) { return exception_cleared(env, info); }

// What lives as long as its environment is released when that ends.
static void delete_kept_work(napi_env env, void* data, void* hint) { napi_delete_async_work(env, work); }
static void keep_work(napi_env env, napi_status status, void* data) {}
static napi_value released_at_the_end(napi_env env, napi_callback_info info) {
  napi_create_async_work(env, NULL, text(env), compute, keep_work, NULL, &work);
  napi_set_instance_data(env, &work, delete_kept_work, NULL);
  napi_queue_async_work(env, work);
  return NULL;
}

static napi_value exception_returned(napi_env env, napi_callback_info info) {
  napi_throw_error(env, NULL, "right");
  return NULL;
}

static napi_value references_deleted(napi_env env, napi_callback_info info) {
  napi_value object;
  napi_ref reference;
  for (int i = 0; i < 5000; i++) {
    napi_create_object(env, &object);
    napi_create_reference(env, object, 1, &reference);
    napi_delete_reference(env, reference);
  }
  return NULL;
}

static napi_value references_strong_for_a_while(napi_env env, napi_callback_info info) {
  napi_value object;
  napi_ref reference;
  for (int i = 0; i < 2000; i++) {
    napi_create_object(env, &object);
    napi_create_reference(env, object, 0, &reference);
    napi_reference_ref(env, reference, NULL);
    napi_reference_unref(env, reference, NULL);
  }
  return NULL;
}

static napi_value weak_references(napi_env env, napi_callback_info info) {
  napi_value object;
  napi_ref reference;
  for (int i = 0; i < 2000; i++) {
    napi_create_object(env, &object);
    napi_create_reference(env, object, 0, &reference);
  }
  return NULL;
}

// In the main thread and in a worker: each has its own.
static void free_data(napi_env env, void* data, void* hint) { free(data); }
static napi_value two_environments(napi_env env, napi_callback_info info) {
  napi_value object;
  napi_ref* reference = malloc(sizeof *reference);
  napi_create_object(env, &object);
  napi_create_reference(env, object, 1, reference);
  napi_set_instance_data(env, reference, free_data, NULL);
  napi_get_reference_value(env, *reference, &object);
  napi_delete_reference(env, *reference);
  return NULL;
}

static napi_value short_work(napi_env env, napi_callback_info info) {
  busy(30);
  return NULL;
}

static napi_value javascript_is_slow(napi_env env, napi_callback_info info) {
  napi_value self;
  napi_get_undefined(env, &self);
  napi_call_function(env, self, callback_of(env, info), 0, NULL, NULL);
  return NULL;
}

static void uv_sleep_long(uv_work_t* request) { uv_sleep(200); }
static void free_request(uv_work_t* request, int status) { free(request); }
static napi_value part_of_the_pool(napi_env env, napi_callback_info info) {
  for (int i = 0; i < 3; i++) uv_queue_work(loop_of(env), malloc(sizeof(uv_work_t)), uv_sleep_long, free_request);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_property_descriptor properties[] = {
      EXPORTS(promise_from_work),  EXPORTS(work_used_again),   EXPORTS(made_callback),    EXPORTS(callback_scope),
      EXPORTS(handles_in_scopes),  EXPORTS(function_kept_for_life), EXPORTS(sent_from_thread), EXPORTS(stops_at_closing),
      EXPORTS(exception_cleared),  EXPORTS(exception_returned), EXPORTS(references_deleted), EXPORTS(weak_references), EXPORTS(references_strong_for_a_while),
      EXPORTS(two_environments),   EXPORTS(short_work),        EXPORTS(javascript_is_slow), EXPORTS(part_of_the_pool),
      EXPORTS(exception_nested),   EXPORTS(released_at_the_end), EXPORTS(function_released),
  };
  napi_define_properties(env, exports, sizeof properties / sizeof *properties, properties);
  return exports;
}
