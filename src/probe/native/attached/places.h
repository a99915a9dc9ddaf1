// What happened at each place of the code, counted. Unlike the records of the ring, this is never overwritten.
// Keep the layout in sync with src/probe/attached-trace.ts, which reads it.
#pragma once

#include <pthread.h>
#include <stdint.h>

#include "../frames.h"
#include "../heap.h"
#include "../record.h"

namespace probe {

struct Place {
  uint64_t key;  // 0 for a free one
  uint64_t first_ns;
  uint64_t last_ns;
  uint64_t thread;    // of the first
  uint64_t other;     // `c` of the first record: the owner's thread, for a violation
  uint64_t count;     // how often; for resources: how many were acquired
  uint64_t released;
  uint64_t dropped;   // resources that were not released when their environment ended
  uint64_t left;      // the most that one environment had not released when it should have
  uint64_t most;      // the largest `c`
  uint32_t kind;
  uint32_t function;
  uint32_t frame_count;
  uint32_t has_several_callers;
  uint64_t site;
  uint64_t frames[Frames::kMost];
  uint64_t reserved[3];
};
static_assert(sizeof(Place) == 256, "the reader expects 256 bytes");
constexpr uint32_t kMostPlaces = 4096;

inline Place* places = nullptr;

inline uint64_t KeyOf(Kind kind, uint64_t site, uint32_t function) {
  uint64_t key = (site * 0x9E3779B97F4A7C15u) ^ (static_cast<uint64_t>(kind) << 32 | function);
  key ^= key >> 29;
  key *= 0xBF58476D1CE4E5B9u;
  return key | 1;
}

inline void Describe(Place* place, Kind kind, uint64_t site, uint64_t c, uint32_t function) {
  place->first_ns = Now();
  place->thread = ThreadId();
  place->other = c;
  place->function = function;
  place->site = site;
  // What is held is told by the address of a function, which is not on the stack any more.
  if (site != 0 && kind != kHeld && kind != kPoolHeld) {
    Frames frames = FramesFrom(AddressOf(site));
    for (uint32_t i = 0; i < frames.count; i++) place->frames[i] = frames.site[i];
    place->frame_count = frames.count;
  }
  __atomic_store_n(&place->kind, static_cast<uint32_t>(kind), __ATOMIC_RELEASE);
}

// Whether to look at the stack again: at first always, later now and then, because that takes longer than all the rest.
inline bool IsWorthALook(uint64_t count) { return count < 64 || count % 1024 == 0; }

// Leaves only the frames that this stack has in common with those before. The place may be in a library, such as the
// constructor of Napi::AsyncWorker, and which of its callers has not released something is not known.
inline void Narrow(Place* place) {
  if (__atomic_load_n(&place->kind, __ATOMIC_ACQUIRE) == kNothing || place->site == 0) return;
  Frames frames = FramesFrom(AddressOf(place->site));
  uint32_t known = __atomic_load_n(&place->frame_count, __ATOMIC_RELAXED);
  uint32_t same = 0;
  while (same < known && same < frames.count && place->frames[same] == frames.site[same]) same++;
  // Without the stack that leads to the place, there is nothing to compare.
  if (frames.count == 0 || (same == known && same == frames.count)) return;
  while (same < known) {
    if (__atomic_compare_exchange_n(&place->frame_count, &known, same, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) break;
  }
  __atomic_store_n(&place->has_several_callers, 1, __ATOMIC_RELAXED);
}

// The place of this kind of event; null if there are too many.
inline Place* PlaceOf(Kind kind, uint64_t site, uint64_t c, uint32_t function) {
  if (places == nullptr) return nullptr;
  uint64_t key = KeyOf(kind, site, function);
  for (uint32_t probe = 0; probe < 64; probe++) {
    Place* place = &places[((key >> 8) + probe) % kMostPlaces];
    uint64_t known = __atomic_load_n(&place->key, __ATOMIC_RELAXED);
    if (known == 0 &&
        __atomic_compare_exchange_n(&place->key, &known, key, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
      Describe(place, kind, site, c, function);
      return place;
    }
    if (known == key) return place;
  }
  return nullptr;
}

inline void Raise(uint64_t* most, uint64_t value) {
  uint64_t known = __atomic_load_n(most, __ATOMIC_RELAXED);
  while (value > known) {
    if (__atomic_compare_exchange_n(most, &known, value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return;
  }
}

inline void NoteTime(Place* place) { __atomic_store_n(&place->last_ns, Now(), __ATOMIC_RELAXED); }

inline void CountAt(Kind kind, uint64_t site, uint64_t c, uint32_t function) {
  Place* place = PlaceOf(kind, site, c, function);
  if (place == nullptr) return;
  __atomic_fetch_add(&place->count, 1, __ATOMIC_RELAXED);
  NoteTime(place);
  Raise(&place->most, c);
}

}  // namespace probe
