// Deferreds: each is the other end of one promise, and has to be settled once. Settling frees it, so settling it again is
// undefined behavior. https://nodejs.org/api/n-api.html#promises
#pragma once

#include <node_api.h>

#include "answer.h"
#include "attached_rules.h"
#include "table.h"
#include "thread_rule.h"

namespace probe {

struct Deferred {
  uint64_t id;
  napi_env env;
  Resource* resource;
  bool is_settled;
};
inline Table<Deferred> deferreds;

// What is known of the deferred, which counts as settled from now on. The id is 0 if nothing is known.
inline Deferred Settle(napi_deferred handle) {
  Deferred known = {};
  deferreds.Update(handle, [&](Deferred& deferred) {
    // Code that is not watched may have created one at the address of an old one.
    if (!deferred.is_settled || IsRecent(deferred.id)) known = deferred;
    deferred.is_settled = true;
  });
  return known;
}

inline void Unsettle(napi_deferred handle, uint64_t id) {
  deferreds.Update(handle, [&](Deferred& deferred) {
    if (deferred.id == id) deferred.is_settled = false;
  });
}

}  // namespace probe

// A second attempt is recorded first, because it may end the process.
#define PROBE_SETTLES(name, rejects)                                                                             \
  napi_status NAPI_CDECL name(napi_env env, napi_deferred handle, napi_value value) {                             \
    PROBE_CHECK_THREAD(env, PROBE_INDEX_##name);                                                                  \
    probe::Deferred deferred = probe::Settle(handle);                                                             \
    PROBE_CHECK_OWNER(deferred.id, deferred.env, env, PROBE_INDEX_##name);                                        \
    if (deferred.is_settled) {                                                                                    \
      PROBE_SETTLED_TWICE(deferred.id, PROBE_INDEX_##name);                                                       \
      probe::Write(probe::kDeferredSettled, deferred.id, PROBE_CALL_SITE(), rejects, 0, PROBE_STACK());           \
    }                                                                                                             \
    napi_status status = PROBE_ANSWER(name, PROBE_REAL(name)(env, handle, value));                                \
    if (deferred.id == 0 || deferred.is_settled) return status;                                                   \
    if (status == napi_ok) {                                                                                      \
      probe::Write(probe::kDeferredSettled, deferred.id, PROBE_CALL_SITE(), rejects, 0, PROBE_STACK());           \
      probe::Release(deferred.resource, deferred.id);                                                             \
    } else {                                                                                                      \
      probe::Unsettle(handle, deferred.id);                                                                       \
    }                                                                                                             \
    return status;                                                                                                \
  }

extern "C" {

napi_status NAPI_CDECL napi_create_promise(napi_env env, napi_deferred* result, napi_value* promise) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_promise);
  napi_status status = PROBE_ANSWER(napi_create_promise, PROBE_REAL(napi_create_promise)(env, result, promise));
  if (status == napi_ok) {
    probe::deferreds.Prefetch(*result);
    uint64_t id = probe::NextId();
    probe::Write(probe::kDeferredCreated, id, PROBE_CALL_SITE(), 0, 0, PROBE_STACK());
    probe::Resource* resource = probe::AcquireAt(probe::kDeferredCreated, id, PROBE_CALL_SITE());
    probe::deferreds.Set(*result, {id, env, resource, false}, [](const probe::Deferred& other) {
      return other.is_settled && !probe::IsRecent(other.id);
    });
  }
  return status;
}

PROBE_SETTLES(napi_resolve_deferred, 0)
PROBE_SETTLES(napi_reject_deferred, 1)

}  // extern "C"
