// References that change between strong and weak, and those that are used. See lifetimes.h for those that are created and
// deleted.
#pragma once

#include <node_api.h>
#include <stdint.h>

#include "../answer.h"
#include "../thread_rule.h"
#include "owner_rule.h"

namespace probe {

// A reference that is weak has nothing to release. One that belongs to an object is not followed: see Strength.
inline void NoteStrength(napi_ref reference, bool is_strong, uint64_t site) {
  auto id = reinterpret_cast<uint64_t>(reference);
  if (trace_records == nullptr || EnvironmentOfReference(id) == 0) return;
  MoveReference(id, is_strong ? PlaceOf(kReferenceCreated, site, kStrong, 0) : nullptr);
}

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_reference_ref(napi_env env, napi_ref reference, uint32_t* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_reference_ref);
  PROBE_CHECK_REFERENCE(reference, env, PROBE_INDEX_napi_reference_ref);
  uint32_t count = 0;
  napi_status status = PROBE_ANSWER(napi_reference_ref, PROBE_REAL(napi_reference_ref)(env, reference, &count));
  if (status != napi_ok) return status;
  if (result != nullptr) *result = count;
  if (count == 1) probe::NoteStrength(reference, true, PROBE_CALL_SITE());
  return status;
}

napi_status NAPI_CDECL napi_reference_unref(napi_env env, napi_ref reference, uint32_t* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_reference_unref);
  PROBE_CHECK_REFERENCE(reference, env, PROBE_INDEX_napi_reference_unref);
  uint32_t count = 0;
  napi_status status = PROBE_ANSWER(napi_reference_unref, PROBE_REAL(napi_reference_unref)(env, reference, &count));
  if (status != napi_ok) return status;
  if (result != nullptr) *result = count;
  if (count == 0) probe::NoteStrength(reference, false, 0);
  return status;
}

napi_status NAPI_CDECL napi_get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_get_reference_value);
  PROBE_CHECK_REFERENCE(reference, env, PROBE_INDEX_napi_get_reference_value);
  return PROBE_ANSWER(napi_get_reference_value, PROBE_REAL(napi_get_reference_value)(env, reference, result));
}

}  // extern "C"
