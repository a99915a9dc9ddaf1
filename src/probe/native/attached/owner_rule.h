// Every reference, deferred, async work item and threadsafe function belongs to the environment that created it.
#pragma once

#include <stdint.h>

#include "../call_site.h"
#include "reference_table.h"
#include "ring_file.h"

namespace probe {

// The owner is null if it is not known.
inline void CheckOwner(uint64_t id, uint64_t owner, const void* env, uint32_t function, void* return_address) {
  if (owner == 0 || owner == reinterpret_cast<uint64_t>(env)) return;
  Write(kOtherEnvironment, id, SiteOf(return_address), owner, function);
}

}  // namespace probe

#define PROBE_CHECK_OWNER(id, owner, env, function) \
  ::probe::CheckOwner((id), reinterpret_cast<uint64_t>(owner), (env), (function), PROBE_RETURN_ADDRESS())
#define PROBE_CHECK_REFERENCE(reference, env, function)                                            \
  ::probe::CheckOwner(reinterpret_cast<uint64_t>(reference),                                       \
                      ::probe::EnvironmentOfReference(reinterpret_cast<uint64_t>(reference)), (env), (function), \
                      PROBE_RETURN_ADDRESS())
// Settling frees a deferred, so the second time is undefined behavior. https://nodejs.org/api/n-api.html#promises
#define PROBE_SETTLED_TWICE(id, function) ::probe::Write(::probe::kSettledTwice, (id), PROBE_CALL_SITE(), 0, (function))
