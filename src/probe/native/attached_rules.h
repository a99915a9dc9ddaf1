// The rules that only the attached probe checks. In the linked probe, these macros do nothing.
#pragma once

#include "trace_file.h"

#if defined(PROBE_ATTACHED)
#include "attached/callback_scope.h"
#include "attached/held_pool.h"
#include "attached/held_thread.h"
#include "attached/owner_rule.h"
#else
#define PROBE_UV_CALLBACK()
#define PROBE_CHECK_OWNER(id, owner, env, function) static_cast<void>(0)
#define PROBE_CHECK_REFERENCE(reference, env, function)
#define PROBE_SETTLED_TWICE(id, function)

namespace probe {

struct Resource;
inline Resource* AcquireAt(Kind, uint64_t /* id */, uint64_t /* site */) { return nullptr; }
inline void Release(Resource*, uint64_t /* id */) {}
inline void SetFinished(Resource*, uint64_t /* id */, bool) {}

// Both run a callback between two records.
template <typename Run>
inline void RunOnPoolThread(uint64_t id, const void* /* execute */, Run run) {
  Write(kExecuteBegin, id);
  run();
  Write(kExecuteEnd, id);
}
template <typename Run>
inline void RunOnJsThread(Kind begin, Kind end, uint64_t id, const void* /* callback */, Run run) {
  Write(begin, id);
  run();
  Write(end, id);
}

}  // namespace probe
#endif
