// The queue of a threadsafe function: how many calls wait in it, and what they carry. Only the linked probe watches it.
#pragma once

#include <node_api.h>
#include <stdint.h>
#include <time.h>

#include "payloads.h"
#include "thread_rule.h"

namespace probe {

#if defined(PROBE_ATTACHED)

class FunctionQueue {
 public:
  explicit FunctionQueue(uint64_t) {}
  void Created(uint64_t) {}
  void Calling(uint64_t, const void*, void*) {}
  void Called(uint64_t, bool, napi_status) {}
  void Taken() {}
  void Finalizing(uint64_t, const int64_t*) {}
};

#else

class FunctionQueue {
 public:
  explicit FunctionQueue(uint64_t limit) : limit_(limit) {}

  void Created(uint64_t id) { Write(kFunctionQueue, id, limit_); }

  void Calling(uint64_t id, const void* data, void* return_address) {
    if (WatchesPayload(&payloads_)) WatchPayload(data, id, SiteOf(return_address), StackOf(return_address));
  }

  void Called(uint64_t id, bool is_taken_by_add_on, napi_status status) {
    if (own_env == 0) __atomic_store_n(&last_call_ns_, Now(), __ATOMIC_RELAXED);
    if (status == napi_ok && is_taken_by_add_on) NoteWaiting(id);
    if (status == napi_closing) __atomic_store_n(&told_closing_, true, __ATOMIC_RELAXED);
  }

  void Taken() { __atomic_sub_fetch(&depth_, 1, __ATOMIC_RELAXED); }

  void Finalizing(uint64_t id, const int64_t* users) {
    RecordDepth(id);
    if (__atomic_load_n(users, __ATOMIC_RELAXED) > 0) LetThreadsFindOut();
  }

 private:
  static constexpr uint64_t kRecentNs = 500u * 1000 * 1000;
  static constexpr uint64_t kLongestWaitNs = 2000u * 1000 * 1000;

  // Node.js lets no more calls wait than the limit says.
  uint64_t Deepest() const {
    uint64_t deepest = __atomic_load_n(&deepest_, __ATOMIC_RELAXED);
    return limit_ != 0 && deepest > limit_ ? limit_ : deepest;
  }

  void RecordDepth(uint64_t id) {
    uint64_t deepest = Deepest();
    uint64_t recorded = __atomic_exchange_n(&recorded_, deepest, __ATOMIC_RELAXED);
    if (deepest > recorded) Write(kFunctionDepth, id, deepest);
  }

  void NoteWaiting(uint64_t id) {
    int64_t depth = __atomic_add_fetch(&depth_, 1, __ATOMIC_RELAXED);
    uint64_t deepest = __atomic_load_n(&deepest_, __ATOMIC_RELAXED);
    while (depth > 0 && static_cast<uint64_t>(depth) > deepest) {
      if (__atomic_compare_exchange_n(&deepest_, &deepest, static_cast<uint64_t>(depth), false, __ATOMIC_RELAXED,
                                      __ATOMIC_RELAXED)) {
        break;
      }
    }
    uint64_t now = Deepest();
    uint64_t recorded = __atomic_load_n(&recorded_, __ATOMIC_RELAXED);
    if (now > recorded && (now >= 2 * recorded || now == limit_)) RecordDepth(id);
  }

  // A function that is closed while a thread is busy calling it: lets that thread find out before the finalizer ends it.
  // Otherwise, it would depend on chance whether a thread that mishandles napi_closing ever gets it.
  void LetThreadsFindOut() const {
    uint64_t begin = Now();
    if (begin > __atomic_load_n(&last_call_ns_, __ATOMIC_RELAXED) + kRecentNs) return;
    while (!__atomic_load_n(&told_closing_, __ATOMIC_RELAXED) && Now() < begin + kLongestWaitNs) {
      timespec pause = {0, 100 * 1000};
      nanosleep(&pause, nullptr);
    }
  }

  uint64_t limit_;             // the most calls that may wait; 0 for no limit
  uint64_t payloads_ = 0;      // how many payloads are watched
  // The counts of calls are not changed together with Node.js's queue, so they may be wrong for a moment by a call that
  // is on its way.
  int64_t depth_ = 0;          // how many calls wait
  uint64_t deepest_ = 0;       // the largest depth
  uint64_t recorded_ = 0;      // the largest depth with a record
  uint64_t last_call_ns_ = 0;  // when a thread without an environment called it last
  bool told_closing_ = false;  // a call has returned napi_closing
};

#endif

}  // namespace probe
