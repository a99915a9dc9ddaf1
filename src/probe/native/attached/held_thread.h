// For how long the add-on holds a JS thread: the time in its callbacks, without the JavaScript that they call.
#pragma once

#include <stdint.h>

#include "../module.h"
#include "ring_file.h"

namespace probe {

// Shorter callbacks get no record of their own.
constexpr uint64_t kShortNs = 1000 * 1000;

inline uint64_t held_limit_ns = 100 * kShortNs;
// The time that nested calls of this thread took since its innermost callback began.
inline thread_local uint64_t nested_ns = 0;

class Hold {
 public:
  explicit Hold(const void* callback) : callback_(callback), begin_(Now()), outer_nested_(nested_ns) { nested_ns = 0; }
  ~Hold() {
    uint64_t total = Now() - begin_;
    uint64_t own = total > nested_ns ? total - nested_ns : 0;
    nested_ns = outer_nested_ + total;
    if (own < kShortNs) return;
    // addr2line gets the address of a call's end.
    uint64_t site = SiteOf(callback_) + 1;
    Write(kCallback, total, site, own);
    if (own >= held_limit_ns) Write(kHeld, 0, site, own);
  }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

 private:
  const void* callback_;
  uint64_t begin_;
  uint64_t outer_nested_;
};

// While JavaScript runs, the add-on does not hold the thread.
class JavaScriptRuns {
 public:
  JavaScriptRuns() : begin_(Now()), outer_nested_(nested_ns) {}
  ~JavaScriptRuns() { nested_ns = outer_nested_ + (Now() - begin_); }
  JavaScriptRuns(const JavaScriptRuns&) = delete;
  JavaScriptRuns& operator=(const JavaScriptRuns&) = delete;

 private:
  uint64_t begin_;
  uint64_t outer_nested_;
};

}  // namespace probe

#define PROBE_HOLDS(callback) ::probe::Hold hold(reinterpret_cast<const void*>(callback))
