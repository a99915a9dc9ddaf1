// Work requests of Node-API and libuv. The learner's callbacks run inside the probe's, which record the time and thread.
#pragma once

#include <node_api.h>
#include <uv.h>

#include "answer.h"
#include "attached_rules.h"
#include "finished_requests.h"
#include "heap.h"
#include "rounding.h"
#include "table.h"
#include "thread_rule.h"

namespace probe {

struct Work {
  napi_async_execute_callback execute;
  napi_async_complete_callback complete;
  void* data;
  uint64_t id;
  napi_env env;
  Resource* resource;
};
inline Table<Work*> works;

// Null if it is not known.
inline const Work* FindWork(napi_async_work handle) {
  Work* work = nullptr;
  works.Get(handle, &work);
  return work;
}

template <typename Execute, typename Run>
inline void RunInPool(uint64_t id, Execute execute, Run run) {
  RunOnPoolThread(id, reinterpret_cast<const void*>(execute), [&] {
    RoundUp();
    is_executing = true;
    run();
    is_executing = false;
    RoundToNearest();
  });
}

inline void Execute(napi_env env, void* data) {
  Work work = *static_cast<Work*>(data);
  RunInPool(work.id, work.execute, [&] { work.execute(env, work.data); });
}

inline void Complete(napi_env env, napi_status status, void* data) {
  // A copy, because the complete callback usually deletes the work item.
  Work work = *static_cast<Work*>(data);
  RunOnJsThread(kCompleteBegin, kCompleteEnd, work.id, reinterpret_cast<const void*>(work.complete),
                [&] { work.complete(env, status, work.data); });
  SetFinished(work.resource, work.id, true);
}

// Whether the address is in a frame of a function that is running: a caller of the one that asks, and so above it.
__attribute__((noinline)) inline bool IsOnStack(const void* address) {
  constexpr uintptr_t kFarthest = 256 * 1024;
  auto frame = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  auto place = reinterpret_cast<uintptr_t>(address);
  return place > frame && place - frame < kFarthest;
}

struct UvWork {
  uv_work_cb execute;
  uv_after_work_cb after;
  uint64_t id;
  uint64_t site;
  uint64_t stack;
  Resource* resource;
};
inline Table<UvWork> uv_works;

inline void UvExecute(uv_work_t* request) {
  UvWork work = {};
  if (!uv_works.Get(request, &work)) return;
  RunInPool(work.id, work.execute, [&] { work.execute(request); });
}

inline void UvAfter(uv_work_t* request, int status) {
  // Removed first, because the callback may free the request or queue it again.
  UvWork work = {};
  if (!uv_works.Take(request, &work)) return;
  RunOnJsThread(kCompleteBegin, kCompleteEnd, work.id, reinterpret_cast<const void*>(work.after), [&] {
    // libuv no longer uses the request from here on.
    Write(kWorkDeleted, work.id);
    Release(work.resource, work.id);
    RememberFinished(request, work.id, work.site, work.stack);
    if (work.after == nullptr) return;
    PROBE_UV_CALLBACK();
    work.after(request, status);
  });
}

}  // namespace probe

extern "C" {

napi_status NAPI_CDECL napi_create_async_work(napi_env env, napi_value resource, napi_value name,
                                              napi_async_execute_callback execute,
                                              napi_async_complete_callback complete, void* data,
                                              napi_async_work* result) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_create_async_work);
  auto real = PROBE_REAL(napi_create_async_work);
  if (execute == nullptr || result == nullptr) {
    return PROBE_ANSWER(napi_create_async_work, real(env, resource, name, execute, complete, data, result));
  }
  auto* work = static_cast<probe::Work*>(probe::Allocate(sizeof(probe::Work)));
  *work = probe::Work{execute, complete, data, probe::NextId(), env, nullptr};
  // Without a complete callback, Node.js does not enter JavaScript, so the probe must not add one.
  napi_async_complete_callback completes = complete == nullptr ? nullptr : probe::Complete;
  napi_status status =
      PROBE_ANSWER(napi_create_async_work, real(env, resource, name, probe::Execute, completes, work, result));
  if (status != napi_ok) {
    probe::Free(work);
    return status;
  }
  probe::works.Prefetch(*result);
  probe::Write(probe::kWorkCreated, work->id, PROBE_CALL_SITE(), probe::IsOnStack(data), 0, PROBE_STACK());
  work->resource = probe::AcquireAt(probe::kWorkCreated, work->id, PROBE_CALL_SITE());
  probe::works.Put(*result, work);
  return status;
}

napi_status NAPI_CDECL napi_delete_async_work(napi_env env, napi_async_work handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_delete_async_work);
  probe::Work* work = nullptr;
  bool known = probe::works.Take(handle, &work);
  if (known) PROBE_CHECK_OWNER(work->id, work->env, env, PROBE_INDEX_napi_delete_async_work);
  napi_status status = PROBE_ANSWER(napi_delete_async_work, PROBE_REAL(napi_delete_async_work)(env, handle));
  if (known) {
    probe::Write(probe::kWorkDeleted, work->id);
    probe::Release(work->resource, work->id);
    probe::Free(work);
  }
  return status;
}

napi_status NAPI_CDECL napi_queue_async_work(node_api_basic_env env, napi_async_work handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_queue_async_work);
  if (const probe::Work* work = probe::FindWork(handle)) {
    PROBE_CHECK_OWNER(work->id, work->env, env, PROBE_INDEX_napi_queue_async_work);
    probe::Write(probe::kWorkQueued, work->id, PROBE_CALL_SITE());
    probe::SetFinished(work->resource, work->id, false);
  }
  return PROBE_ANSWER(napi_queue_async_work, PROBE_REAL(napi_queue_async_work)(env, handle));
}

napi_status NAPI_CDECL napi_cancel_async_work(node_api_basic_env env, napi_async_work handle) {
  PROBE_CHECK_THREAD(env, PROBE_INDEX_napi_cancel_async_work);
  const probe::Work* work = probe::FindWork(handle);
  if (work != nullptr) PROBE_CHECK_OWNER(work->id, work->env, env, PROBE_INDEX_napi_cancel_async_work);
  napi_status status = PROBE_ANSWER(napi_cancel_async_work, PROBE_REAL(napi_cancel_async_work)(env, handle));
  if (status == napi_ok && work != nullptr) probe::Write(probe::kWorkCancelled, work->id);
  return status;
}

}  // extern "C"
