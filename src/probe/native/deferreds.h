// Deferreds: each is the other end of one promise, and has to be settled once. Settling frees it, so settling it again is
// undefined behavior. https://nodejs.org/api/n-api.html#promises
#pragma once

#include <node_api.h>

#include "answer.h"
#include "attached_rules.h"
#include "last_few.h"
#include "table.h"
#include "thread_rule.h"

namespace probe {

struct Deferred {
  uint64_t id;
  napi_env env;
  bool is_settled;
};
// The last ones that were settled are kept, too, unless their address is used again.
inline Table<Deferred> deferreds;

struct Settled {
  napi_deferred handle;
  uint64_t id;
};
inline LastFew<Settled> settled;

inline void Settle(napi_deferred handle, uint64_t id) {
  deferreds.Set(handle, {id, nullptr, true});
  Settled oldest = settled.Push({handle, id});
  // Its address may be in use again.
  auto is_same = [&](const Deferred& known) { return known.id == oldest.id; };
  if (oldest.handle != nullptr) deferreds.TakeIf(oldest.handle, is_same);
}

}  // namespace probe

// A second attempt is recorded first, because it may end the process.
#define PROBE_SETTLES(name, rejects)                                                                             \
  napi_status NAPI_CDECL name(napi_env env, napi_deferred handle, napi_value value) {                             \
    PROBE_CHECK_THREAD(env, PROBE_INDEX_##name);                                                                  \
    probe::Deferred deferred = {};                                                                                \
    bool is_known = probe::deferreds.Get(handle, &deferred);                                                      \
    PROBE_CHECK_OWNER(deferred.id, deferred.env, env, PROBE_INDEX_##name);                                        \
    if (deferred.is_settled) {                                                                                    \
      PROBE_SETTLED_TWICE(deferred.id, PROBE_INDEX_##name);                                                       \
      probe::WriteMinor(probe::kDeferredSettled, deferred.id, PROBE_CALL_SITE(), PROBE_STACK(), rejects);          \
    }                                                                                                             \
    napi_status status = PROBE_ANSWER(name, PROBE_REAL(name)(env, handle, value));                                \
    if (is_known && !deferred.is_settled && status == napi_ok) {                                                  \
      probe::Settle(handle, deferred.id);                                                                         \
      probe::WriteMinor(probe::kDeferredSettled, deferred.id, PROBE_CALL_SITE(), PROBE_STACK(), rejects);          \
    }                                                                                                             \
    return status;                                                                                                \
  }

extern "C" {

napi_status NAPI_CDECL napi_create_promise(napi_env env, napi_deferred* result, napi_value* promise) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_promise);
  napi_status status = PROBE_ANSWER(napi_create_promise, PROBE_REAL(napi_create_promise)(env, result, promise));
  if (status == napi_ok) {
    uint64_t id = probe::NextId();
    probe::deferreds.Set(*result, {id, env, false});
    probe::WriteMinor(probe::kDeferredCreated, id, PROBE_CALL_SITE(), PROBE_STACK());
  }
  return status;
}

PROBE_SETTLES(napi_resolve_deferred, 0)
PROBE_SETTLES(napi_reject_deferred, 1)

}  // extern "C"
