// The resources that are alive: where each was acquired, and the environment that it belongs to.
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "../blocks.h"
#include "../record.h"
#include "places.h"

namespace probe {

// The kind of the record that says that a resource was acquired names the kind of the resource.
struct Resource {
  Resource* next;
  Kind kind;
  uint64_t id;
  uint64_t env;
  Place* place;
  bool is_finished;  // of an async work item: its complete callback has returned, and it was not queued again
  uint32_t end;      // the number of the end of its environment; 0 while that is alive
  bool counts;       // whether it should have been released by then
};

constexpr uint32_t kResourceBuckets = 1 << 14;
inline Resource* resources[kResourceBuckets];
inline GuardedBlocks<Resource> resource_blocks;
alignas(64) inline bool resources_are_locked = false;

// Ids are numbers in their order, or addresses. What is acquired together stays together: a list in a line of memory that
// the processor has not read yet would take longer than all the rest.
inline uint64_t BucketOf(Kind kind, uint64_t id) { return ((id ^ id >> 4 ^ id >> 18) + kind * 1024) % kResourceBuckets; }

// The link to the resource, or to the end of its list. To be called with the lock.
inline Resource** LinkOf(Kind kind, uint64_t id) {
  Resource** link = &resources[BucketOf(kind, id)];
  while (*link != nullptr && ((*link)->kind != kind || (*link)->id != id)) link = &(*link)->next;
  return link;
}

// The counts of a place of resources change with the lock only. Returns how many were acquired there.
inline uint64_t CountAcquired(Place* place) {
  if (place == nullptr) return 0;
  place->last_ns = Now();
  return ++place->count;
}

// Takes long now and then, so this is to be called without the lock.
inline void LookAtCallers(Place* place, uint64_t acquired) {
  if (acquired > 1 && IsWorthALook(acquired)) Narrow(place);
}

// To be called with the lock.
inline void Add(Kind kind, uint64_t id, uint64_t env, Place* place) {
  Resource* resource = resource_blocks.Take();
  if (resource == nullptr) return;
  Resource** link = LinkOf(kind, id);
  // The address of one that went with its environment is used again.
  if (*link != nullptr) {
    Resource* old = *link;
    *link = old->next;
    if (old->place != nullptr) old->place->dropped++;
    resource_blocks.Give(old);
    link = LinkOf(kind, id);
  }
  *resource = Resource{*link, kind, id, env, place, false, 0, false};
  *link = resource;
}

inline void Acquire(Kind kind, uint64_t id, uint64_t env, Place* place) {
  uint64_t acquired = 0;
  {
    Lock lock(&resources_are_locked);
    acquired = CountAcquired(place);
    Add(kind, id, env, place);
  }
  LookAtCallers(place, acquired);
}

inline void Discard(Resource** link) {
  Resource* resource = *link;
  *link = resource->next;
  if (Place* place = resource->place) {
    place->released++;
    if (resource->is_finished) place->left--;
  }
  resource_blocks.Give(resource);
}

inline void Release(Kind kind, uint64_t id) {
  Lock lock(&resources_are_locked);
  Resource** link = LinkOf(kind, id);
  if (*link != nullptr) Discard(link);
}

// Says that a resource is acquired again, here, or no longer needs to be released.
inline void MoveTo(Kind kind, uint64_t id, Place* place) {
  uint64_t acquired = 0;
  {
    Lock lock(&resources_are_locked);
    acquired = CountAcquired(place);
    if (Resource* resource = *LinkOf(kind, id)) {
      if (resource->place != nullptr) resource->place->released++;
      resource->place = place;
    }
  }
  LookAtCallers(place, acquired);
}

// Async work items that have finished are left until they are deleted or queued again.
inline void SetFinished(uint64_t id, bool is_finished) {
  Lock lock(&resources_are_locked);
  Resource* resource = *LinkOf(kWorkCreated, id);
  if (resource == nullptr || resource->is_finished == is_finished) return;
  resource->is_finished = is_finished;
  if (Place* place = resource->place) is_finished ? place->left++ : place->left--;
}

// 0 if it is not known.
inline uint64_t EnvironmentOf(Kind kind, uint64_t id) {
  Lock lock(&resources_are_locked);
  Resource* resource = *LinkOf(kind, id);
  return resource == nullptr ? 0 : resource->env;
}

inline uint32_t environment_ends = 0;

// Marks what an environment still has when its end begins. Finalizers, which run after that, may still release it.
inline void EndResourcesOf(uint64_t env) {
  Lock lock(&resources_are_locked);
  environment_ends++;
  for (Resource* resource : resources) {
    for (; resource != nullptr; resource = resource->next) {
      if (resource->env != env || resource->end != 0) continue;
      resource->end = environment_ends;
      // A worker may be terminated before its promises are settled; the main environment only ends when nothing is pending.
      resource->counts = resource->kind != kDeferredCreated || ThreadId() == MainThreadId();
    }
  }
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
  size_t most = 0;
  for (Resource* resource : resources) {
    for (; resource != nullptr; resource = resource->next) most++;
  }
  auto* all = static_cast<Left*>(probe::Allocate((most + 1) * sizeof(Left)));
  if (all == nullptr) return;
  size_t count = 0;
  for (Resource* resource : resources) {
    for (; resource != nullptr; resource = resource->next) {
      if (resource->end == 0 || resource->place == nullptr) continue;
      resource->place->dropped++;
      // Of work items, those that have finished are counted all the time.
      if (resource->counts && resource->kind != kWorkCreated) all[count++] = {resource->place, resource->end};
    }
  }
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
