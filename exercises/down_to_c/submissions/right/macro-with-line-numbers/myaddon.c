#include <assert.h>
#include <inttypes.h>
#include <node_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define NAPI_CALL(env, call)                                               \
  do {                                                                     \
    napi_status status_ = (call);                                          \
    if (status_ != napi_ok) {                                              \
      const napi_extended_error_info* error_info_ = NULL;                  \
      napi_get_last_error_info((env), &error_info_);                       \
      bool is_pending_;                                                    \
      const char* err_message_ = error_info_->error_message;               \
      napi_is_exception_pending((env), &is_pending_);                      \
      if (!is_pending_) {                                                  \
        char text_[200];                                                   \
        snprintf(text_, sizeof text_, "%s:%d: %s", __FILE__, __LINE__,     \
                 err_message_ == NULL ? "empty message" : err_message_);   \
        napi_throw_error((env), NULL, text_);                              \
      }                                                                    \
      return NULL;                                                         \
    }                                                                      \
  } while (0)

typedef struct AsyncData {
  int64_t ms;
  napi_async_work work;
  napi_ref callback_ref;
} AsyncData;

static void Execute(napi_env env, void* data) {
  AsyncData* async_data = (AsyncData*)data;
  int64_t left = async_data->ms;
  for (; left > 500; left -= 500) usleep(500 * 1000);
  if (left > 0) usleep((useconds_t)left * 1000);
}

static void Complete(napi_env env, napi_status status, void* data) {
  AsyncData* async_data = (AsyncData*)data;
  napi_value callback, undefined, result;

  if (status == napi_cancelled) goto cleanup;
  assert(status == napi_ok);
  status = napi_get_reference_value(env, async_data->callback_ref, &callback);
  assert(status == napi_ok);
  status = napi_get_undefined(env, &undefined);
  assert(status == napi_ok);
  status = napi_call_function(env, undefined, callback, 0, NULL, &result);
  assert(status == napi_ok || status == napi_pending_exception);

cleanup:
  status = napi_delete_reference(env, async_data->callback_ref);
  assert(status == napi_ok);
  status = napi_delete_async_work(env, async_data->work);
  assert(status == napi_ok);
  (void)status;
  free(async_data);
}

static napi_value Delay(napi_env env, napi_callback_info info) {
  napi_value args[2], resource_name;
  size_t argc = sizeof(args) / sizeof(args[0]);
  napi_valuetype type;

  NAPI_CALL(env, napi_get_cb_info(env, info, &argc, args, NULL, NULL));
  if (argc < 2) {
    napi_throw_type_error(env, NULL, "Wrong number of arguments");
    return NULL;
  }
  NAPI_CALL(env, napi_typeof(env, args[0], &type));
  if (type != napi_number) {
    napi_throw_type_error(env, NULL, "The first argument is no number");
    return NULL;
  }
  NAPI_CALL(env, napi_typeof(env, args[1], &type));
  if (type != napi_function) {
    napi_throw_type_error(env, NULL, "The second argument is no function");
    return NULL;
  }

  AsyncData* async_data = (AsyncData*)malloc(sizeof(AsyncData));
  NAPI_CALL(env, napi_get_value_int64(env, args[0], &async_data->ms));
  NAPI_CALL(env, napi_create_reference(env, args[1], 1, &async_data->callback_ref));
  NAPI_CALL(env, napi_create_string_utf8(env, "myaddon:delay", NAPI_AUTO_LENGTH, &resource_name));
  NAPI_CALL(env, napi_create_async_work(env, args[1], resource_name, Execute, Complete, async_data, &async_data->work));
  NAPI_CALL(env, napi_queue_async_work(env, async_data->work));

  napi_value undefined;
  NAPI_CALL(env, napi_get_undefined(env, &undefined));
  return undefined;
}

napi_value Init(napi_env env, napi_value exports) {
  napi_value fn;
  NAPI_CALL(env, napi_create_function(env, NULL, 0, Delay, NULL, &fn));
  NAPI_CALL(env, napi_set_named_property(env, exports, "delay", fn));
  return exports;
}

NAPI_MODULE(NODE_GYP_MODULE_NAME, Init)
