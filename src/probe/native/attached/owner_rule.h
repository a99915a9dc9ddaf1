// Every reference, deferred, async work item and threadsafe function belongs to the environment that created it.
#pragma once

#include <stdint.h>

#include "../call_site.h"
#include "resources.h"
#include "ring_file.h"

namespace probe {

__attribute__((noinline)) inline void CheckOwner(Kind kind, uint64_t id, const void* env, uint32_t function,
                                                 void* return_address) {
  if (trace_records == nullptr) return;
  uint64_t owner = EnvironmentOf(kind, id);
  if (owner == 0 || owner == reinterpret_cast<uint64_t>(env)) return;
  Write(kOtherEnvironment, id, SiteOf(return_address), owner, function);
}

}  // namespace probe

#define PROBE_CHECK_OWNER_ID(kind, id, env, function) \
  ::probe::CheckOwner(::probe::kind, (id), (env), (function), PROBE_RETURN_ADDRESS())
#define PROBE_CHECK_OWNER(kind, handle, env, function) \
  PROBE_CHECK_OWNER_ID(kind, reinterpret_cast<uint64_t>(handle), env, function)
// Settling frees a deferred, so the second time is undefined behavior. https://nodejs.org/api/n-api.html#promises
#define PROBE_SETTLED_TWICE(id, function) ::probe::Write(::probe::kSettledTwice, (id), PROBE_CALL_SITE(), 0, (function))
