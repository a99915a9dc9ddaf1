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

constexpr uint64_t kFewestBuckets = 1 << 12;
inline Resource* first_buckets[kFewestBuckets];
// A hash table that grows with what is in it.
inline Resource** resources = first_buckets;
inline uint64_t resource_buckets = kFewestBuckets;
inline uint64_t resource_count = 0;
inline GuardedBlocks<Resource> resource_blocks;
alignas(64) inline bool resources_are_locked = false;

// The functions up to Acquire are to be called with the lock.

// What is acquired together stays together: a list in a line of memory that the processor has not read yet would take
// longer than all the rest. So ids are taken as they are, and addresses without what they have in common.
inline uint64_t BucketOf(Kind kind, uint64_t id) {
  uint64_t key = kind == kReferenceCreated ? id >> 5 : id;
  // Their number is a power of two, and a division takes longer than the rest.
  return ((key ^ key >> 20) + kind * 1024) & (resource_buckets - 1);
}

// The visit may put the resource into another list.
template <typename Visit>
inline void ForEachResource(Resource* const* buckets, uint64_t count, Visit visit) {
  for (uint64_t i = 0; i < count; i++) {
    for (Resource* resource = buckets[i]; resource != nullptr;) {
      Resource* next = resource->next;
      visit(resource);
      resource = next;
    }
  }
}

inline void Grow() {
  Resource** buckets = resources;
  uint64_t count = resource_buckets;
  auto** larger = static_cast<Resource**>(RealHeap().allocate_zeroed(4 * count, sizeof(Resource*)));
  if (larger == nullptr) return;
  resources = larger;
  resource_buckets = 4 * count;
  ForEachResource(buckets, count, [](Resource* resource) {
    Resource** first = &resources[BucketOf(resource->kind, resource->id)];
    resource->next = *first;
    *first = resource;
  });
  if (buckets != first_buckets) probe::Free(buckets);
}

// The link to the resource, or to the end of its list.
inline Resource** LinkOf(Kind kind, uint64_t id) {
  Resource** link = &resources[BucketOf(kind, id)];
  while (*link != nullptr && ((*link)->kind != kind || (*link)->id != id)) link = &(*link)->next;
  return link;
}

// The counts of a place of resources need no other lock. Returns how many were acquired there.
inline uint64_t CountAcquired(Place* place) {
  return place == nullptr ? 0 : ++place->count;
}

inline void Remove(Resource** link) {
  Resource* resource = *link;
  *link = resource->next;
  resource_blocks.Give(resource);
  resource_count--;
}

inline void Add(Kind kind, uint64_t id, uint64_t env, Place* place) {
  Resource** known = LinkOf(kind, id);
  // The address of one that went with its environment is used again.
  if (*known != nullptr) {
    if ((*known)->place != nullptr) (*known)->place->dropped++;
    Remove(known);
  }
  if (resource_count > resource_buckets) Grow();
  Resource* resource = resource_blocks.Take();
  if (resource == nullptr) return;
  Resource** first = &resources[BucketOf(kind, id)];
  *resource = Resource{*first, kind, id, env, place, false, 0, false};
  *first = resource;
  resource_count++;
}

// Takes long now and then, so this is to be called without the lock.
inline void LookAtCallers(Place* place, uint64_t acquired) {
  if (acquired > 1 && IsWorthALook(acquired)) Narrow(place);
}

inline void Acquire(Kind kind, uint64_t id, uint64_t env, Place* place) {
  if (place != nullptr) NoteTime(place);
  uint64_t acquired = 0;
  {
    Lock lock(&resources_are_locked);
    acquired = CountAcquired(place);
    Add(kind, id, env, place);
  }
  LookAtCallers(place, acquired);
}

inline void Release(Kind kind, uint64_t id) {
  Lock lock(&resources_are_locked);
  Resource** link = LinkOf(kind, id);
  if (*link == nullptr) return;
  if (Place* place = (*link)->place) {
    place->released++;
    if ((*link)->is_finished) place->left--;
  }
  Remove(link);
}

// Says that a resource is acquired again, here, or no longer needs to be released.
inline void MoveTo(Kind kind, uint64_t id, Place* place) {
  if (place != nullptr) NoteTime(place);
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
  ForEachResource(resources, resource_buckets, [=](Resource* resource) {
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
  ForEachResource(resources, resource_buckets, [&](Resource* resource) {
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
