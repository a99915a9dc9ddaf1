#include "utf8.h"

#include <vector>

namespace utf8 {

size_t CountBytes(napi_env env, napi_value text) {
  size_t units = 0, bytes = 0;
  napi_get_value_string_utf16(env, text, nullptr, 0, &units);
  std::vector<char> buffer(3 * units + 1);  // No unit takes more than three.
  napi_get_value_string_utf8(env, text, buffer.data(), buffer.size(), &bytes);
  return bytes;
}

}  // namespace utf8
