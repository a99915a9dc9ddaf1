// The resources that are alive: where each was acquired, and the environment that it belongs to.
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "../blocks.h"
#include "../record.h"
#include "places.h"

namespace probe {

// Its memory is used again, but never freed: whoever is late finds another id.
struct Resource {
  Resource* next;  // of the unused ones, or of the references that are in the same list
  Kind kind;       // of the record that says that it was acquired; kNothing for one that is unused
  uint32_t end;    // the number of the end of its environment; 0 while that is alive
  uint64_t id;
  uint64_t env;
  Place* place;
  bool is_finished;  // of an async work item: its complete callback has returned, and it was not queued again
  bool counts;       // whether it should have been released when its environment ended
  uint64_t reserved[2];
};
static_assert(sizeof(Resource) == 64, "one line of memory");

struct ResourceChunk {
  static constexpr uint32_t kCount = 256;
  Resource resources[kCount];
  ResourceChunk* next;
};
inline ResourceChunk* resource_chunks = nullptr;
inline Resource* unused_resources = nullptr;
inline uint64_t resource_count = 0;
alignas(64) inline bool resources_are_locked = false;

// The functions up to CountIf are to be called with the lock.

template <typename Visit>
inline void ForEachResource(Visit visit) {
  for (ResourceChunk* chunk = resource_chunks; chunk != nullptr; chunk = chunk->next) {
    for (Resource& resource : chunk->resources) {
      if (resource.kind != kNothing) visit(&resource);
    }
  }
}

inline void AddChunk() {
  constexpr uintptr_t kLine = sizeof(Resource);
  void* memory = RealHeap().allocate_zeroed(1, sizeof(ResourceChunk) + kLine);
  if (memory == nullptr) return;
  auto* chunk = reinterpret_cast<ResourceChunk*>((reinterpret_cast<uintptr_t>(memory) + kLine - 1) & ~(kLine - 1));
  chunk->next = resource_chunks;
  resource_chunks = chunk;
  for (uint32_t i = ResourceChunk::kCount; i-- > 0;) {
    chunk->resources[i].next = unused_resources;
    unused_resources = &chunk->resources[i];
  }
}

// Null if there is no memory.
inline Resource* Add(Kind kind, uint64_t id, uint64_t env, Place* place) {
  if (unused_resources == nullptr) AddChunk();
  Resource* resource = unused_resources;
  if (resource == nullptr) return nullptr;
  unused_resources = resource->next;
  *resource = Resource{nullptr, kind, 0, id, env, place, false, false, {}};
  resource_count++;
  return resource;
}

inline void Remove(Resource* resource) {
  resource->kind = kNothing;
  resource->id = 0;
  resource->next = unused_resources;
  unused_resources = resource;
  resource_count--;
}

inline bool IsStill(const Resource* resource, uint64_t id) {
  return resource != nullptr && resource->kind != kNothing && resource->id == id;
}

// Calls `acquire` with the lock, which the counts of a place of resources need as well, and counts it if that returns true.
template <typename TryAcquire>
inline void CountIf(Place* place, TryAcquire acquire) {
  if (place != nullptr) NoteTime(place);
  uint64_t acquired = 0;
  {
    Lock lock(&resources_are_locked);
    if (acquire() && place != nullptr) acquired = ++place->count;
  }
  // Takes long now and then.
  if (acquired > 1 && IsWorthALook(acquired)) Narrow(place);
}

inline Resource* Acquire(Kind kind, uint64_t id, uint64_t env, Place* place) {
  Resource* resource = nullptr;
  CountIf(place, [&] {
    resource = Add(kind, id, env, place);
    return true;
  });
  return resource;
}

inline void Release(Resource* resource, uint64_t id) {
  Lock lock(&resources_are_locked);
  if (!IsStill(resource, id)) return;
  if (Place* place = resource->place) {
    place->released++;
    if (resource->is_finished) place->left--;
  }
  Remove(resource);
}

// Async work items that have finished are left until they are deleted or queued again.
inline void SetFinished(Resource* resource, uint64_t id, bool is_finished) {
  // Only the thread of its environment changes it, and most work items are deleted by then.
  if (!IsStill(resource, id) || resource->is_finished == is_finished) return;
  Lock lock(&resources_are_locked);
  if (!IsStill(resource, id)) return;
  resource->is_finished = is_finished;
  if (Place* place = resource->place) is_finished ? place->left++ : place->left--;
}

inline uint32_t environment_ends = 0;

// Marks what an environment still has when its end begins. Finalizers, which run after that, may still release it.
inline void EndResourcesOf(uint64_t env) {
  Lock lock(&resources_are_locked);
  environment_ends++;
  ForEachResource([=](Resource* resource) {
    if (resource->env != env || resource->end != 0) return;
    resource->end = environment_ends;
    // A worker may be terminated before its promises are settled; the main environment only ends when nothing is pending.
    resource->counts = resource->kind != kDeferredCreated || ThreadId() == MainThreadId();
  });
}

struct Left {
  Place* place;
  uint32_t end;
};

inline int CompareLeft(const void* a, const void* b) {
  auto* left = static_cast<const Left*>(a);
  auto* right = static_cast<const Left*>(b);
  if (left->place != right->place) return left->place < right->place ? -1 : 1;
  return left->end < right->end ? -1 : left->end > right->end;
}

// At the end of the process: counts what went with its environment, for each environment and place.
inline void CountLeft() {
  Lock lock(&resources_are_locked);
  auto* all = static_cast<Left*>(probe::Allocate((resource_count + 1) * sizeof(Left)));
  if (all == nullptr) return;
  size_t count = 0;
  ForEachResource([&](Resource* resource) {
    if (resource->end == 0 || resource->place == nullptr) return;
    resource->place->dropped++;
    // Of work items, those that have finished are counted all the time.
    if (resource->counts && resource->kind != kWorkCreated) all[count++] = {resource->place, resource->end};
  });
  qsort(all, count, sizeof(Left), &CompareLeft);
  for (size_t i = 0; i < count;) {
    size_t same = 1;
    while (i + same < count && CompareLeft(&all[i], &all[i + same]) == 0) same++;
    Raise(&all[i].place->left, same);
    i += same;
  }
  probe::Free(all);
}

}  // namespace probe
