#include "delay.h"

#include <stddef.h>

static napi_value init(napi_env env, napi_value exports) {
  const napi_property_descriptor delay = {
      .utf8name = "delay", .method = start_delay, .attributes = napi_default_method};
  return napi_define_properties(env, exports, 1, &delay) == napi_ok ? exports : NULL;
}

NAPI_MODULE(NODE_GYP_MODULE_NAME, init)
