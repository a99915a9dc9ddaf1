// References, which an add-on has to delete, and what belongs to an object.
#pragma once

#include <node_api.h>

#include "answer.h"
#include "attached_rules.h"
#include "heap.h"
#include "table.h"
#include "thread_rule.h"

#define PROBE_GIVES_REFERENCE(status, result, strength)                                                      \
  do {                                                                                            \
    if ((status) == napi_ok && (result) != nullptr) {                                             \
      probe::Write(probe::kReferenceCreated, reinterpret_cast<uint64_t>(*(result)), PROBE_CALL_SITE(), (strength), 0, \
                   PROBE_STACK());                                                                            \
    }                                                                                             \
  } while (0)

namespace probe {

struct Wrap {
  napi_finalize finalize;
  void* hint;
  uint64_t id;
};

inline void FinalizeWrap(napi_env env, void* native, void* data) {
  Wrap wrap = *static_cast<Wrap*>(data);
  probe::Free(data);
  Write(kWrapFinalized, wrap.id);
  wrap.finalize(env, native, wrap.hint);
}

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_reference);
  napi_status status =
      PROBE_ANSWER(napi_create_reference, PROBE_REAL(napi_create_reference)(env, value, count, result));
  PROBE_GIVES_REFERENCE(status, result, count > 0 ? probe::kStrong : probe::kWeak);
  return status;
}

napi_status NAPI_CDECL napi_delete_reference(napi_env env, napi_ref reference) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_delete_reference);
  PROBE_CHECK_REFERENCE(reference, env, PROBE_INDEX_napi_delete_reference);
  napi_status status =
      PROBE_ANSWER(napi_delete_reference, PROBE_REAL(napi_delete_reference)(env, reference));
  if (status == napi_ok) probe::Write(probe::kReferenceDeleted, reinterpret_cast<uint64_t>(reference));
  return status;
}

napi_status NAPI_CDECL napi_wrap(napi_env env, napi_value object, void* native, napi_finalize finalize, void* hint,
                                 napi_ref* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_wrap);
  auto* wrap = finalize == nullptr ? nullptr : static_cast<probe::Wrap*>(probe::Allocate(sizeof(probe::Wrap)));
  napi_finalize finalizes = wrap == nullptr ? finalize : probe::FinalizeWrap;
  if (wrap != nullptr) *wrap = probe::Wrap{finalize, hint, probe::NextId()};
  napi_status status = PROBE_ANSWER(
      napi_wrap, PROBE_REAL(napi_wrap)(env, object, native, finalizes, wrap == nullptr ? hint : wrap, result));
  PROBE_GIVES_REFERENCE(status, result, probe::kOfAnObject);
  if (status != napi_ok) {
    probe::Free(wrap);
  } else if (wrap != nullptr) {
    probe::Write(probe::kWrapped, wrap->id, PROBE_CALL_SITE());
  }
  return status;
}

napi_status NAPI_CDECL napi_add_finalizer(napi_env env, napi_value object, void* data, napi_finalize finalize,
                                          void* hint, napi_ref* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_add_finalizer);
  napi_status status =
      PROBE_ANSWER(napi_add_finalizer, PROBE_REAL(napi_add_finalizer)(env, object, data, finalize, hint, result));
  PROBE_GIVES_REFERENCE(status, result, probe::kOfAnObject);
  return status;
}

}  // extern "C"
