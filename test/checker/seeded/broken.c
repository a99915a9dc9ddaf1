#include "common.h"

static void* call_off_thread(void* env) {
  napi_value value;
  napi_get_undefined(env, &value);  // wrong_thread: wrong-thread
  return NULL;
}
static napi_value wrong_thread(napi_env env, napi_callback_info info) {
  run_thread(call_off_thread, env);
  return NULL;
}

static void execute_with_env(napi_env env, void* data) {
  bool is_pending;
  napi_is_exception_pending(env, &is_pending);  // wrong_thread_in_execute: wrong-thread
}
static napi_async_work work;
static void delete_work(napi_env env, napi_status status, void* data) { napi_delete_async_work(env, work); }
static napi_value wrong_thread_in_execute(napi_env env, napi_callback_info info) {
  napi_create_async_work(env, NULL, text(env), execute_with_env, delete_work, NULL, &work);
  napi_queue_async_work(env, work);
  return NULL;
}

static napi_env kept_env;
static void uv_work_with_env(uv_work_t* request) {
  napi_value null;
  napi_get_null(kept_env, &null);  // wrong_thread_in_uv_work: wrong-thread
}
static void free_request(uv_work_t* request, int status) { free(request); }
static napi_value wrong_thread_in_uv_work(napi_env env, napi_callback_info info) {
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  kept_env = env;
  uv_queue_work(loop, malloc(sizeof(uv_work_t)), uv_work_with_env, free_request);
  return NULL;
}

static void* call_many_times(void* env) {
  napi_value value;
  for (int i = 0; i < 1000; i++) {
    napi_get_undefined(env, &value);  // wrong_thread_often: wrong-thread
  }
  return NULL;
}
static napi_value wrong_thread_often(napi_env env, napi_callback_info info) {
  run_thread(call_many_times, env);
  return NULL;
}

// The thread outlives the worker that started it, and its environment.
static void* call_late(void* env) {
  napi_value value;
  uv_sleep(300);
  napi_get_undefined(env, &value);  // worker_has_ended: wrong-thread
  return NULL;
}
static int loads;
static napi_value worker_has_ended(napi_env env, napi_callback_info info) {
  pthread_t thread;
  if (++loads == 2) pthread_create(&thread, NULL, call_late, env);
  return NULL;
}

// The scenarios of two environments run in the main thread first, then in a worker.
static napi_ref shared_reference;
static napi_value other_environment_value(napi_env env, napi_callback_info info) {
  napi_value object;
  if (shared_reference == NULL) {
    napi_create_object(env, &object);
    napi_create_reference(env, object, 1, &shared_reference);
  } else {
    napi_get_reference_value(env, shared_reference, &object);  // other_environment_value: other-environment
  }
  return NULL;
}

static napi_value other_environment_count(napi_env env, napi_callback_info info) {
  napi_value object;
  uint32_t count;
  if (shared_reference == NULL) {
    napi_create_object(env, &object);
    napi_create_reference(env, object, 1, &shared_reference);
  } else {
    napi_reference_ref(env, shared_reference, &count);  // other_environment_count: other-environment
  }
  return NULL;
}

static void do_nothing(napi_env env, void* data) {}
static napi_value other_environment_work(napi_env env, napi_callback_info info) {
  if (work == NULL) {
    napi_create_async_work(env, NULL, text(env), do_nothing, NULL, NULL, &work);
  } else {
    napi_delete_async_work(env, work);  // other_environment_work: other-environment
  }
  return NULL;
}

static napi_threadsafe_function function;
static napi_value other_environment_function(napi_env env, napi_callback_info info) {
  if (function == NULL) {
    napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 0, 1, NULL, NULL, NULL, NULL, &function);
    napi_unref_threadsafe_function(env, function);
  } else {
    napi_unref_threadsafe_function(env, function);  // other_environment_function: other-environment
  }
  return NULL;
}

static napi_value deferred_settled_twice(napi_env env, napi_callback_info info) {
  napi_deferred deferred;
  napi_value promise;
  napi_create_promise(env, &deferred, &promise);
  napi_resolve_deferred(env, deferred, text(env));
  napi_reject_deferred(env, deferred, text(env));  // deferred_settled_twice: deferred-settled-twice
  return promise;
}

static void* use_closing_function(void* data) {
  napi_status status;
  do {
    status = napi_call_threadsafe_function(function, NULL, napi_tsfn_nonblocking);
  } while (status == napi_ok || status == napi_queue_full);
  napi_call_threadsafe_function(function, NULL, napi_tsfn_nonblocking);  // function_after_closing: function-after-closing
  return NULL;
}
static pthread_t user;
static void join_user(napi_env env, void* data, void* hint) { pthread_join(user, NULL); }
static napi_value function_after_closing(napi_env env, napi_callback_info info) {
  napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 4, 2, NULL, join_user, NULL, NULL, &function);
  pthread_create(&user, NULL, use_closing_function, NULL);
  busy(20);
  napi_release_threadsafe_function(function, napi_tsfn_abort);
  return NULL;
}

static napi_value pending_exception(napi_env env, napi_callback_info info) {
  napi_value object;
  napi_create_object(env, &object);
  napi_throw_error(env, NULL, "seeded");
  napi_set_named_property(env, object, "x", object);  // pending_exception: pending-exception
  return NULL;
}

static napi_value pending_after_call(napi_env env, napi_callback_info info) {
  napi_value callback = callback_of(env, info);
  napi_value self;
  napi_get_undefined(env, &self);
  napi_call_function(env, self, callback, 0, NULL, NULL);
  napi_call_function(env, self, callback, 0, NULL, NULL);  // pending_after_call: pending-exception
  return NULL;
}

static napi_ref kept_callback;
static void call_without_scope(void) {
  napi_handle_scope scope;
  napi_value callback, self;
  napi_open_handle_scope(kept_env, &scope);
  napi_get_reference_value(kept_env, kept_callback, &callback);
  napi_get_undefined(kept_env, &self);
  napi_call_function(kept_env, self, callback, 0, NULL, NULL);  // scope_in_uv_work scope_in_async scope_in_timer: callback-scope
  napi_delete_reference(kept_env, kept_callback);
  napi_close_handle_scope(kept_env, scope);
}
static void keep(napi_env env, napi_callback_info info) {
  kept_env = env;
  napi_create_reference(env, callback_of(env, info), 1, &kept_callback);
}
static uv_loop_t* loop_of(napi_env env) {
  uv_loop_t* loop;
  napi_get_uv_event_loop(env, &loop);
  return loop;
}
static void uv_nothing(uv_work_t* request) {}
static void after_without_scope(uv_work_t* request, int status) {
  call_without_scope();
  free(request);
}
static napi_value scope_in_uv_work(napi_env env, napi_callback_info info) {
  keep(env, info);
  uv_queue_work(loop_of(env), malloc(sizeof(uv_work_t)), uv_nothing, after_without_scope);
  return NULL;
}
static void free_handle(uv_handle_t* handle) { free(handle); }
static void async_without_scope(uv_async_t* async) {
  call_without_scope();
  uv_close((uv_handle_t*)async, free_handle);
}
static napi_value scope_in_async(napi_env env, napi_callback_info info) {
  uv_async_t* async = malloc(sizeof *async);
  keep(env, info);
  uv_async_init(loop_of(env), async, async_without_scope);
  uv_async_send(async);
  return NULL;
}
static void timer_without_scope(uv_timer_t* timer) {
  call_without_scope();
  uv_close((uv_handle_t*)timer, free_handle);
}
static napi_value scope_in_timer(napi_env env, napi_callback_info info) {
  uv_timer_t* timer = malloc(sizeof *timer);
  keep(env, info);
  uv_timer_init(loop_of(env), timer);
  uv_timer_start(timer, timer_without_scope, 1, 0);
  return NULL;
}

static napi_value many_handles(napi_env env, napi_callback_info info) {
  napi_value value;
  for (int i = 0; i < 1200000; i++) {
    napi_create_double(env, i + 0.5, &value);  // many_handles: handle-scope
  }
  return NULL;
}

static napi_value functions_kept(napi_env env, napi_callback_info info) {
  for (int i = 0; i < 3; i++) {
    napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 0, 1, NULL, NULL, NULL, NULL, &function);  // functions_kept: function-not-released
    napi_unref_threadsafe_function(env, function);
  }
  return NULL;
}

static napi_value deferred_forgotten(napi_env env, napi_callback_info info) {
  napi_deferred deferred;
  napi_value promise;
  napi_create_promise(env, &deferred, &promise);  // deferred_forgotten: deferred-not-settled
  return promise;
}

static void complete_without_delete(napi_env env, napi_status status, void* data) {}
static napi_value work_forgotten(napi_env env, napi_callback_info info) {
  napi_create_async_work(env, NULL, text(env), do_nothing, complete_without_delete, NULL, &work);  // work_forgotten: work-not-deleted
  napi_queue_async_work(env, work);
  return NULL;
}

static napi_value references_grow(napi_env env, napi_callback_info info) {
  napi_value object;
  napi_ref reference;
  for (int i = 0; i < 2000; i++) {
    napi_create_object(env, &object);
    napi_create_reference(env, object, 1, &reference);  // references_grow: references-grow
  }
  return NULL;
}

static napi_value weak_references_become_strong(napi_env env, napi_callback_info info) {
  napi_value object;
  napi_ref reference;
  for (int i = 0; i < 2000; i++) {
    napi_create_object(env, &object);
    napi_create_reference(env, object, 0, &reference);
    napi_reference_ref(env, reference, NULL);  // weak_references_become_strong: references-grow
  }
  return NULL;
}

// As the constructor of a library does it: who forgets to delete the item cannot be told from here.
__attribute__((noinline)) static napi_async_work new_work(napi_env env, napi_async_complete_callback complete, void* data) {
  napi_async_work item;
  napi_create_async_work(env, NULL, text(env), do_nothing, complete, data, &item);  // one_caller_forgets: work-not-deleted
  return item;
}
static napi_async_work items[10];
static void complete_and_delete(napi_env env, napi_status status, void* data) {
  napi_delete_async_work(env, *(napi_async_work*)data);
}
__attribute__((noinline)) static void remembers(napi_env env) {
  for (int i = 0; i < 10; i++) {
    items[i] = new_work(env, complete_and_delete, &items[i]);
    napi_queue_async_work(env, items[i]);
  }
}
__attribute__((noinline)) static void forgets(napi_env env) {
  napi_queue_async_work(env, new_work(env, complete_without_delete, NULL));
}
static napi_value one_caller_forgets(napi_env env, napi_callback_info info) {
  remembers(env);
  forgets(env);
  return NULL;
}

static napi_value thread_held(napi_env env, napi_callback_info info) {  // thread_held: thread-held
  busy(150);
  return NULL;
}

static void complete_slowly(napi_env env, napi_status status, void* data) {  // thread_held_in_complete: thread-held
  busy(150);
  napi_delete_async_work(env, work);
}
static napi_value thread_held_in_complete(napi_env env, napi_callback_info info) {
  napi_create_async_work(env, NULL, text(env), do_nothing, complete_slowly, NULL, &work);
  napi_queue_async_work(env, work);
  return NULL;
}

static void call_js_slowly(napi_env env, napi_value callback, void* context, void* data) {  // thread_held_in_call_js: thread-held
  busy(150);
  napi_release_threadsafe_function(function, napi_tsfn_release);
}
static napi_value thread_held_in_call_js(napi_env env, napi_callback_info info) {
  napi_create_threadsafe_function(env, callback_of(env, info), NULL, text(env), 0, 1, NULL, NULL, NULL, call_js_slowly, &function);
  napi_call_threadsafe_function(function, NULL, napi_tsfn_blocking);
  return NULL;
}

static void sleep_in_pool(uv_work_t* request) {  // pool_held: pool-held
  uv_sleep(300);
}
static napi_value pool_held(napi_env env, napi_callback_info info) {
  for (int i = 0; i < 4; i++) uv_queue_work(loop_of(env), malloc(sizeof(uv_work_t)), sleep_in_pool, free_request);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_property_descriptor properties[] = {
      EXPORTS(wrong_thread),           EXPORTS(wrong_thread_in_execute), EXPORTS(wrong_thread_in_uv_work),
      EXPORTS(wrong_thread_often),     EXPORTS(other_environment_value), EXPORTS(other_environment_count),
      EXPORTS(other_environment_work), EXPORTS(other_environment_function), EXPORTS(deferred_settled_twice),
      EXPORTS(function_after_closing), EXPORTS(pending_exception),       EXPORTS(pending_after_call),
      EXPORTS(scope_in_uv_work),       EXPORTS(scope_in_async),          EXPORTS(scope_in_timer),
      EXPORTS(many_handles),           EXPORTS(functions_kept),          EXPORTS(deferred_forgotten),
      EXPORTS(work_forgotten),         EXPORTS(references_grow),         EXPORTS(thread_held),
      EXPORTS(thread_held_in_complete), EXPORTS(thread_held_in_call_js), EXPORTS(pool_held),
      EXPORTS(worker_has_ended),       EXPORTS(weak_references_become_strong),
      EXPORTS(one_caller_forgets),
  };
  napi_define_properties(env, exports, sizeof properties / sizeof *properties, properties);
  return exports;
}
