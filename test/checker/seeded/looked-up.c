// As Rust's napi-sys does it on some platforms, this add-on looks up all functions of Node-API by name.
#include <dlfcn.h>

#include "common.h"

#define FIND(name) __typeof__(&name) find_##name = (__typeof__(&name))dlsym(RTLD_DEFAULT, #name)

static void* call_off_thread(void* env) {
  FIND(napi_get_undefined);
  napi_value value;
  find_napi_get_undefined(env, &value);  // found_wrong_thread: wrong-thread
  return NULL;
}
static napi_value found_wrong_thread(napi_env env, napi_callback_info info) {
  run_thread(call_off_thread, env);
  return NULL;
}

static napi_value found_pending_exception(napi_env env, napi_callback_info info) {
  FIND(napi_create_object);
  FIND(napi_throw_error);
  FIND(napi_get_property_names);
  napi_value object;
  find_napi_create_object(env, &object);
  find_napi_throw_error(env, NULL, "seeded");
  find_napi_get_property_names(env, object, &object);  // found_pending_exception: pending-exception
  return NULL;
}

static napi_value found_references_grow(napi_env env, napi_callback_info info) {
  FIND(napi_create_object);
  FIND(napi_create_reference);
  napi_value object;
  napi_ref reference;
  for (int i = 0; i < 1000; i++) {
    find_napi_create_object(env, &object);
    find_napi_create_reference(env, object, 1, &reference);  // found_references_grow: references-grow
  }
  return NULL;
}

NAPI_MODULE_INIT() {
  FIND(napi_define_properties);
  napi_property_descriptor properties[] = {
      EXPORTS(found_wrong_thread),
      EXPORTS(found_pending_exception),
      EXPORTS(found_references_grow),
  };
  find_napi_define_properties(env, exports, sizeof properties / sizeof *properties, properties);
  return exports;
}
