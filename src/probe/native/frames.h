// The call stack within a module, as addresses relative to its start, which addr2line and atos accept.
#pragma once

#include <stdint.h>
#include <unwind.h>

#include "module.h"

namespace probe {

// The stack frames in this module, innermost first, relative to the module's start.
struct Frames {
  static constexpr uint32_t kMost = 16;
  uint64_t site[kMost];
  uint32_t count;
};

struct Walk {
  Frames* frames;
  uintptr_t from;  // the add-on's call; inner frames belong to the probe
  uintptr_t start;  // of the module of the first frame
  uint32_t depth;
  bool within_add_on;
};

inline bool IsSameModule(Walk* walk, uintptr_t start) {
  if (walk->frames->count == 0) walk->start = start;
  return walk->start == start;
}

inline _Unwind_Reason_Code VisitFrame(_Unwind_Context* context, void* data) {
  auto* walk = static_cast<Walk*>(data);
  uintptr_t address = _Unwind_GetIP(context);
  if (walk->from == 0 || address == walk->from) walk->within_add_on = true;
  uintptr_t start = 0;
  if (walk->within_add_on && FindStart(address, &start) && IsSameModule(walk, start)) {
    walk->frames->site[walk->frames->count++] = address - start;
    if (walk->frames->count == Frames::kMost) return _URC_END_OF_STACK;
  }
  return ++walk->depth < 64 ? _URC_NO_REASON : _URC_END_OF_STACK;
}

inline Frames FramesFrom(void* return_address) {
  Frames frames = {};
  Walk walk = {&frames, reinterpret_cast<uintptr_t>(return_address), 0, 0, false};
  _Unwind_Backtrace(&VisitFrame, &walk);
  return frames;
}

}  // namespace probe
