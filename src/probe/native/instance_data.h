// The data of an add-on's instance. Node.js passes it to the finalizer when the environment ends; without a finalizer, or
// after other data has replaced it, only the add-on itself can free it.
// https://nodejs.org/api/n-api.html#napi_set_instance_data
#pragma once

#include <node_api.h>

#include "answer.h"
#include "heap.h"
#include "table.h"
#include "thread_rule.h"
#include "watched_memory.h"

namespace probe {

struct InstanceData {
  napi_finalize finalize;
  void* hint;
  uint64_t id;
};

inline void FinalizeInstanceData(napi_env env, void* data, void* hint) {
  InstanceData instance = *static_cast<InstanceData*>(hint);
  probe::Free(hint);
  Write(kInstanceDataFinalized, instance.id);
  instance.finalize(env, data, instance.hint);
}

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_set_instance_data(node_api_basic_env env, void* data, napi_finalize finalize, void* hint) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_set_instance_data);
  auto* instance = finalize == nullptr ? nullptr : static_cast<probe::InstanceData*>(probe::Allocate(sizeof(probe::InstanceData)));
  uint64_t id = probe::NextId();
  if (instance != nullptr) *instance = probe::InstanceData{finalize, hint, id};
  napi_status status = PROBE_ANSWER(
      napi_set_instance_data,
      PROBE_REAL(napi_set_instance_data)(env, data, instance == nullptr ? finalize : probe::FinalizeInstanceData,
                                         instance == nullptr ? hint : instance));
  if (status != napi_ok) {
    probe::Free(instance);
  } else if (data != nullptr) {
    probe::Write(probe::kInstanceDataSet, id, PROBE_CALL_SITE(), reinterpret_cast<uint64_t>(env), 0, PROBE_STACK());
    probe::WatchMemory(data, id, probe::kInstanceDataFreed);
  }
  return status;
}

}  // extern "C"
