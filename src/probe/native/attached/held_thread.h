// For how long the add-on holds a JS thread: the time in its callbacks, without the JavaScript that they call.
#pragma once

#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../module.h"
#include "ring_file.h"

namespace probe {

// Shorter callbacks get no record of their own.
constexpr uint64_t kShortNs = 1000 * 1000;
// No longer than that: a processor counts once in a nanosecond, or more often.
constexpr uint64_t kShortTicks = kShortNs;

inline uint64_t held_limit_ns = 100 * kShortNs;
// The time that nested calls of this thread took since its innermost callback began.
inline thread_local uint64_t nested_ticks = 0;

inline int FindCode(struct dl_phdr_info* info, size_t, void* data) {
  uintptr_t address = *static_cast<uintptr_t*>(data);
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const auto& part = info->dlpi_phdr[i];
    uintptr_t begin = info->dlpi_addr + part.p_vaddr;
    if (part.p_type == PT_LOAD && (part.p_flags & PF_X) && address >= begin && address < begin + part.p_memsz) return 1;
  }
  return 0;
}

// The function that a callback runs. Wrappers of callbacks, such as node-addon-api's, are the same function for all, and
// have the function to call at the beginning of their data.
inline const void* FunctionOf(const void* callback, const void* data) {
  uintptr_t function = 0;
  iovec to = {&function, sizeof function};
  iovec from = {const_cast<void*>(data), sizeof function};
  // Data may be anything, so it cannot simply be read.
  if (data == nullptr || process_vm_readv(getpid(), &to, 1, &from, 1, 0) != sizeof function) return callback;
  bool is_same_module = KnownModule(function) == KnownModule(reinterpret_cast<uintptr_t>(callback));
  return is_same_module && dl_iterate_phdr(&FindCode, &function) == 1 ? reinterpret_cast<const void*>(function) : callback;
}

class Hold {
 public:
  explicit Hold(const void* callback) : callback_(callback), begin_(Ticks()), outer_nested_(nested_ticks) {
    nested_ticks = 0;
  }
  ~Hold() {
    if (end_ == 0) End();
    uint64_t total = Since(begin_, end_);
    uint64_t own = Since(nested_ticks, total);
    nested_ticks = outer_nested_ + total;
    if (__builtin_expect(own >= kShortTicks, 0)) Record(callback_, end_, total, own);
  }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

  uint64_t begin() const { return begin_; }
  // In ticks, as the begin.
  uint64_t End() { return end_ = Ticks(); }
  // Whether it may be worth a record, once it has ended.
  bool IsLong() const { return Since(begin_, end_) >= kShortTicks; }
  // Records another function as the one that is called.
  void Name(const void* function) { callback_ = function; }

 private:
  // A function of its own, so that the rest is short enough to be part of each wrapper.
  __attribute__((noinline, cold)) static void Record(const void* callback, uint64_t end, uint64_t total, uint64_t own) {
    uint64_t own_ns = NsOf(own);
    if (own_ns < kShortNs || callback == nullptr) return;
    // addr2line gets the address of a call's end.
    uint64_t site = SiteOf(callback) + 1;
    WriteAt(end, kCallback, NsOf(total), site);
    if (own_ns >= held_limit_ns) Write(kHeld, 0, site, own_ns);
  }

  const void* callback_;
  uint64_t begin_;
  uint64_t end_ = 0;
  uint64_t outer_nested_;
};

// Runs a callback between two records, whose times are those of its hold: a look at the counter takes longer than the rest.
template <typename Run>
inline void RunOnJsThread(Kind begin, Kind end, uint64_t id, const void* callback, Run run) {
  uint64_t ended = 0;
  {
    Hold hold(callback);
    WriteAt(hold.begin(), begin, id);
    run();
    ended = hold.End();
  }
  WriteAt(ended, end, id);
}

// While JavaScript runs, the add-on does not hold the thread.
class JavaScriptRuns {
 public:
  JavaScriptRuns() : begin_(Ticks()), outer_nested_(nested_ticks) {}
  ~JavaScriptRuns() { nested_ticks = outer_nested_ + TicksSince(begin_); }
  JavaScriptRuns(const JavaScriptRuns&) = delete;
  JavaScriptRuns& operator=(const JavaScriptRuns&) = delete;

 private:
  uint64_t begin_;
  uint64_t outer_nested_;
};

}  // namespace probe
