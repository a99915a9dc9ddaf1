// Call sites, as addresses relative to the start of the module, which addr2line and atos accept.
#pragma once

#include <dlfcn.h>
#if defined(__linux__)
#include <link.h>
#endif
#include <string.h>
#include <stdint.h>
#include <unwind.h>

#include "trace_file.h"

namespace probe {

inline uintptr_t module_start = 0;
inline uintptr_t module_end = UINTPTR_MAX;

#if defined(__linux__)
inline int MeasureModule(struct dl_phdr_info* info, size_t, void*) {
  if (info->dlpi_addr != module_start) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const auto& part = info->dlpi_phdr[i];
    if (part.p_type == PT_LOAD) module_end = module_start + part.p_vaddr + part.p_memsz;
  }
  return 1;
}
#endif

inline void FindModule() {
  Dl_info info;
  if (dladdr(reinterpret_cast<void*>(&FindModule), &info) == 0) return;
  module_start = reinterpret_cast<uintptr_t>(info.dli_fbase);
#if defined(__linux__)
  dl_iterate_phdr(&MeasureModule, nullptr);
#endif
}

inline bool IsInModule(uintptr_t address) {
#if defined(__linux__)
  return address > module_start && address <= module_end;
#else
  Dl_info info;
  return address != 0 && dladdr(reinterpret_cast<void*>(address), &info) != 0 &&
         reinterpret_cast<uintptr_t>(info.dli_fbase) == module_start;
#endif
}

// Records the file that the offsets in this module's records belong to.
inline void RecordModulePath() {
  Dl_info info;
  if (dladdr(reinterpret_cast<void*>(&RecordModulePath), &info) == 0 || info.dli_fname == nullptr) return;
  size_t length = strlen(info.dli_fname);
  for (size_t at = 0; at < length; at += 24) {
    uint64_t words[3] = {};
    memcpy(words, info.dli_fname + at, length - at < 24 ? length - at : 24);
    Write(kModulePath, words[0], words[1], words[2], static_cast<uint32_t>(at / 24));
  }
}

inline uint64_t SiteOf(void* return_address) {
  return reinterpret_cast<uintptr_t>(return_address) - module_start;
}

// The stack frames in this module, innermost first, relative to the module's start.
struct Frames {
  static constexpr uint32_t kMost = 16;
  uint64_t site[kMost];
  uint32_t count;
};

struct Walk {
  Frames* frames;
  uintptr_t from;  // the add-on's call; inner frames belong to the probe
  uint32_t depth;
  bool within_add_on;
};

inline _Unwind_Reason_Code VisitFrame(_Unwind_Context* context, void* data) {
  auto* walk = static_cast<Walk*>(data);
  uintptr_t address = _Unwind_GetIP(context);
  if (walk->from == 0 || address == walk->from) walk->within_add_on = true;
  if (walk->within_add_on && IsInModule(address)) {
    walk->frames->site[walk->frames->count++] = address - module_start;
    if (walk->frames->count == Frames::kMost) return _URC_END_OF_STACK;
  }
  return ++walk->depth < 64 ? _URC_NO_REASON : _URC_END_OF_STACK;
}

inline Frames FramesFrom(void* return_address) {
  Frames frames = {};
  Walk walk = {&frames, reinterpret_cast<uintptr_t>(return_address), 0, false};
  _Unwind_Backtrace(&VisitFrame, &walk);
  return frames;
}

inline void RecordFrames(const Frames& frames, uint64_t stack = 0) {
  for (uint32_t i = 0; i < frames.count; i++) Write(kFrame, i, frames.site[i], stack);
}

constexpr uint32_t kMostStacks = 1024;
inline uint64_t known_stacks[kMostStacks];

// Returns a hash of the add-on's stack, or 0 if there is no room. The frames of each stack are recorded once.
__attribute__((noinline)) inline uint64_t StackOf(void* return_address) {
  if (trace_records == nullptr || !HasRoomForMinor()) return 0;
  Frames frames = FramesFrom(return_address);
  // Only 32 bits, so that a JavaScript number represents it exactly. Never 0.
  uint64_t hash = 14695981039346656037u;
  for (uint32_t i = 0; i < frames.count; i++) hash = (hash ^ frames.site[i]) * 1099511628211u;
  uint64_t stack = (hash >> 32) | 1;
  for (uint32_t probe = 0; probe < kMostStacks; probe++) {
    uint64_t* place = &known_stacks[(stack + probe) % kMostStacks];
    uint64_t known = 0;
    if (__atomic_compare_exchange_n(place, &known, stack, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
      RecordFrames(frames, stack);
      return stack;
    }
    if (known == stack) return stack;
  }
  return 0;
}

}  // namespace probe
