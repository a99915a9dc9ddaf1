// The resources that are alive: where each was acquired, and the environment that it belongs to.
#pragma once

#include <pthread.h>
#include <stdint.h>

#include "../heap.h"
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
  int64_t users;     // of a threadsafe function: threads that have acquired and not released it
  bool is_finished;  // of an async work item: its complete callback has returned, and it was not queued again
};

constexpr uint32_t kResourceBuckets = 1 << 14;
inline Resource* resources[kResourceBuckets];
inline pthread_mutex_t resources_lock = PTHREAD_MUTEX_INITIALIZER;

class ResourcesLock {
 public:
  ResourcesLock() { pthread_mutex_lock(&resources_lock); }
  ~ResourcesLock() { pthread_mutex_unlock(&resources_lock); }
  ResourcesLock(const ResourcesLock&) = delete;
  ResourcesLock& operator=(const ResourcesLock&) = delete;
};

// The link to the resource, or to the end of its list. To be called with the lock.
inline Resource** LinkOf(Kind kind, uint64_t id) {
  Resource** link = &resources[((id >> 4 ^ id) * 2654435761u + kind) % kResourceBuckets];
  while (*link != nullptr && ((*link)->kind != kind || (*link)->id != id)) link = &(*link)->next;
  return link;
}

inline void Acquire(Kind kind, uint64_t id, uint64_t env, Place* place, int64_t users) {
  auto* resource = static_cast<Resource*>(probe::Allocate(sizeof(Resource)));
  if (resource == nullptr) return;
  if (place != nullptr) {
    __atomic_fetch_add(&place->count, 1, __ATOMIC_RELAXED);
    __atomic_store_n(&place->last_ns, Now(), __ATOMIC_RELAXED);
  }
  ResourcesLock lock;
  Resource** link = LinkOf(kind, id);
  // The address of one that went with its environment is used again.
  if (*link != nullptr) {
    Resource* old = *link;
    *link = old->next;
    if (old->place != nullptr) __atomic_fetch_add(&old->place->dropped, 1, __ATOMIC_RELAXED);
    probe::Free(old);
    link = LinkOf(kind, id);
  }
  *resource = Resource{*link, kind, id, env, place, users, false};
  *link = resource;
}

inline void Discard(Resource** link) {
  Resource* resource = *link;
  *link = resource->next;
  Place* place = resource->place;
  if (place != nullptr) {
    __atomic_fetch_add(&place->released, 1, __ATOMIC_RELAXED);
    if (resource->is_finished) __atomic_fetch_sub(&place->left, 1, __ATOMIC_RELAXED);
  }
  probe::Free(resource);
}

inline void Release(Kind kind, uint64_t id) {
  ResourcesLock lock;
  Resource** link = LinkOf(kind, id);
  if (*link != nullptr) Discard(link);
}

// Changes the number of threads that use a threadsafe function. It is released when none is left.
inline void ChangeUsers(uint64_t id, int64_t change, bool aborts) {
  ResourcesLock lock;
  Resource** link = LinkOf(kFunctionCreated, id);
  if (*link == nullptr) return;
  (*link)->users += change;
  if (aborts || (*link)->users <= 0) Discard(link);
}

// Async work items that have finished are left until they are deleted or queued again.
inline void SetFinished(uint64_t id, bool is_finished) {
  ResourcesLock lock;
  Resource* resource = *LinkOf(kWorkCreated, id);
  if (resource == nullptr || resource->is_finished == is_finished) return;
  resource->is_finished = is_finished;
  if (resource->place != nullptr) __atomic_fetch_add(&resource->place->left, is_finished ? 1 : -1, __ATOMIC_RELAXED);
}

// 0 if it is not known.
inline uint64_t EnvironmentOf(Kind kind, uint64_t id) {
  ResourcesLock lock;
  Resource* resource = *LinkOf(kind, id);
  return resource == nullptr ? 0 : resource->env;
}

// What an environment still has when it ends goes with it.
inline void DropResourcesOf(uint64_t env) {
  ResourcesLock lock;
  for (Resource*& bucket : resources) {
    Resource** link = &bucket;
    while (*link != nullptr) {
      Resource* resource = *link;
      if (resource->env != env) {
        link = &resource->next;
        continue;
      }
      *link = resource->next;
      if (resource->place != nullptr) resource->place->ending++;
      probe::Free(resource);
    }
  }
  if (places == nullptr) return;
  for (uint32_t i = 0; i < kMostPlaces; i++) {
    Place& place = places[i];
    if (place.ending == 0) continue;
    __atomic_fetch_add(&place.dropped, place.ending, __ATOMIC_RELAXED);
    // Of work items, those that have finished are counted all the time. A worker may be terminated before its promises
    // are settled; the main environment only ends when nothing is pending.
    bool counts = place.kind == kDeferredCreated ? ThreadId() == MainThreadId() : place.kind != kWorkCreated;
    if (counts) Raise(&place.left, place.ending);
    place.ending = 0;
  }
}

}  // namespace probe
