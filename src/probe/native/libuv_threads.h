// The functions of libuv that queue work or communicate between threads. Those that start threads are in threads.h.
#pragma once

#include <uv.h>

#include "async_work.h"

// uv.h declares its functions with default visibility, so a hidden definition of the same symbol needs another C++ name.
#if defined(__APPLE__)
#define PROBE_UV(name) __asm__("_" #name) __attribute__((visibility("hidden")))
#else
#define PROBE_UV(name) __asm__(#name) __attribute__((visibility("hidden")))
#endif

extern "C" {

int probe_uv_queue_work(uv_loop_t* loop, uv_work_t* request, uv_work_cb execute, uv_after_work_cb after) PROBE_UV(uv_queue_work);
int probe_uv_queue_work(uv_loop_t* loop, uv_work_t* request, uv_work_cb execute, uv_after_work_cb after) {
  auto real = PROBE_REAL(uv_queue_work);
  if (execute == nullptr) return real(loop, request, execute, after);
  probe::MemoryFreed(request, sizeof *request);
  // A request that is still pending is queued again: its record tells that.
  probe::UvWork pending = {};
  if (probe::uv_works.Get(request, &pending)) probe::Write(probe::kWorkQueued, pending.id, PROBE_CALL_SITE());
  probe::UvWork work = {execute, after, probe::NextId(), PROBE_CALL_SITE(), PROBE_STACK(), nullptr};
  work.resource = probe::AcquireAt(probe::kWorkCreated, work.id, work.site);
  probe::uv_works.Put(request, work);
  uint64_t on_stack = probe::IsOnStack(request) ? 2 : probe::IsOnStack(request->data) ? 1 : 0;
  probe::Write(probe::kWorkCreated, work.id, work.site, on_stack, 0, work.stack);
  probe::Write(probe::kWorkQueued, work.id, work.site);
  int status = real(loop, request, probe::UvExecute, probe::UvAfter);
  if (status != 0 && probe::uv_works.Take(request, &work)) probe::Release(work.resource, work.id);
  return status;
}

int probe_uv_cancel(uv_req_t* request) PROBE_UV(uv_cancel);
int probe_uv_cancel(uv_req_t* request) {
  int status = PROBE_REAL(uv_cancel)(request);
  probe::UvWork work = {};
  if (status == 0 && probe::uv_works.Get(request, &work)) probe::Write(probe::kWorkCancelled, work.id);
  return status;
}

int probe_uv_async_init(uv_loop_t* loop, uv_async_t* async, uv_async_cb callback) PROBE_UV(uv_async_init);
int probe_uv_async_init(uv_loop_t* loop, uv_async_t* async, uv_async_cb callback) {
  probe::Write(probe::kAsyncOpened, reinterpret_cast<uint64_t>(async), PROBE_CALL_SITE());
#if defined(PROBE_ATTACHED)
  probe::async_callbacks.Set(async, callback);
  if (callback != nullptr) callback = probe::RunAsync;
#endif
  return PROBE_REAL(uv_async_init)(loop, async, callback);
}

#if defined(PROBE_ATTACHED)
int probe_uv_timer_start(uv_timer_t* timer, uv_timer_cb callback, uint64_t timeout, uint64_t repeat)
    PROBE_UV(uv_timer_start);
int probe_uv_timer_start(uv_timer_t* timer, uv_timer_cb callback, uint64_t timeout, uint64_t repeat) {
  probe::timer_callbacks.Set(timer, callback);
  if (callback != nullptr) callback = probe::RunTimer;
  return PROBE_REAL(uv_timer_start)(timer, callback, timeout, repeat);
}
#endif

int probe_uv_async_send(uv_async_t* async) PROBE_UV(uv_async_send);
int probe_uv_async_send(uv_async_t* async) {
  probe::Write(probe::kAsyncSent, reinterpret_cast<uint64_t>(async));
  return PROBE_REAL(uv_async_send)(async);
}

int probe_uv_run(uv_loop_t* loop, uv_run_mode mode) PROBE_UV(uv_run);
int probe_uv_run(uv_loop_t* loop, uv_run_mode mode) {
  probe::Write(probe::kLoopRun, reinterpret_cast<uint64_t>(loop), PROBE_CALL_SITE());
  return PROBE_REAL(uv_run)(loop, mode);
}

}  // extern "C"
