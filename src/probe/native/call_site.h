// Records where in the add-on something was called.
#pragma once

#include <string.h>

#include "frames.h"
#include "trace_file.h"

namespace probe {

inline void RecordFrames(const Frames& frames, uint64_t stack = 0) {
  for (uint32_t i = 0; i < frames.count; i++) Write(kFrame, i, frames.site[i], stack);
}

// For records that are written once, with the frames of their own stack.
inline void RecordWithFrames(Kind kind, uint64_t a, void* return_address, uint64_t c = 0, uint32_t function = 0) {
  WriteUrgent(kind, a, SiteOf(return_address), c, function);
#if !defined(PROBE_ATTACHED)
  Frames frames = FramesFrom(return_address);
  for (uint32_t i = 0; i < frames.count; i++) WriteUrgent(kFrame, i, frames.site[i]);
#endif
}

#if defined(PROBE_ATTACHED)

// The frames of each place are recorded once: see attached/places.h.
inline uint64_t StackOf(void*) { return 0; }

#else

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

#endif  // PROBE_ATTACHED

}  // namespace probe
