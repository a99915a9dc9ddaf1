// What a wrapper looks at before each call. Together, so that the address of thread-local variables is read once.
#pragma once

#include <stdint.h>

namespace probe {

// No environment has this address. Null is what some calls are given by mistake.
constexpr uint64_t kNoEnvironment = 1;
// How many calls of a thread go by until its handles are counted: see attached/handle_count.h.
constexpr int32_t kCallsBetweenCounts = 1 << 16;

struct FastPath {
  // The environment whose next call needs no look: `own_env`, unless this thread has thrown an exception.
  uint64_t trusted_env = kNoEnvironment;
#if defined(PROBE_ATTACHED)
  int32_t calls_until_count = kCallsBetweenCounts;
#endif
};
inline thread_local FastPath fast_path;

}  // namespace probe
