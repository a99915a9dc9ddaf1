#pragma once

#include <napi.h>

namespace utf8 {
/** Reads the text into a buffer of the right size, and tells how much of it was filled. */
size_t CountBytes(napi_env env, napi_value text);
}  // namespace utf8
