// The resources of references, by their addresses: nobody keeps anything for them. Programs have millions of them, so each is
// in the table itself, and all is done with one lock, that of the resources.
#pragma once

#include "resources.h"

namespace probe {

constexpr uint64_t kFewestReferenceLists = 1 << 12;
inline Resource* first_reference_lists[kFewestReferenceLists];
// A power of two, and grows with what is in it.
inline uint64_t reference_list_count = kFewestReferenceLists;
inline Resource** reference_lists = first_reference_lists;
inline uint64_t reference_count = 0;

// The functions up to AcquireReference are to be called with the lock.

// References that are created one after the other are near each other, and so are their lists: see Table.
inline Resource** ReferenceListOf(uint64_t reference) {
  uint64_t number = reference >> 5;
  return &reference_lists[(number ^ number >> 20) & (reference_list_count - 1)];
}

// The link to the reference, or to the end of its list.
inline Resource** LinkOfReference(uint64_t reference) {
  Resource** link = ReferenceListOf(reference);
  while (*link != nullptr && (*link)->id != reference) link = &(*link)->next;
  return link;
}

inline void PutReference(Resource* resource) {
  Resource** list = ReferenceListOf(resource->id);
  resource->next = *list;
  *list = resource;
}

inline Resource* TakeReference(Resource** link) {
  Resource* resource = *link;
  *link = resource->next;
  reference_count--;
  return resource;
}

inline void GrowReferenceTable() {
  Resource** lists = reference_lists;
  uint64_t count = reference_list_count;
  auto** larger = static_cast<Resource**>(RealHeap().allocate_zeroed(4 * count, sizeof(Resource*)));
  if (larger == nullptr) return;
  reference_lists = larger;
  reference_list_count = 4 * count;
  for (uint64_t i = 0; i < count; i++) {
    for (Resource* resource = lists[i]; resource != nullptr;) {
      Resource* next = resource->next;
      PutReference(resource);
      resource = next;
    }
  }
  if (lists != first_reference_lists) probe::Free(lists);
}

inline void AddReference(uint64_t reference, uint64_t env, Place* place) {
  Resource** known = LinkOfReference(reference);
  // The address of one that went with its environment is used again.
  if (*known != nullptr) {
    if ((*known)->place != nullptr) (*known)->place->dropped++;
    Remove(TakeReference(known));
  }
  if (reference_count > reference_list_count) GrowReferenceTable();
  Resource* resource = Add(kReferenceCreated, reference, env, place);
  if (resource == nullptr) return;
  PutReference(resource);
  reference_count++;
}

inline void AcquireReference(uint64_t reference, uint64_t env, Place* place) {
  CountIf(place, [&] {
    AddReference(reference, env, place);
    return true;
  });
}

inline void ReleaseReference(uint64_t reference) {
  Lock lock(&resources_are_locked);
  Resource** link = LinkOfReference(reference);
  if (*link == nullptr) return;
  if ((*link)->place != nullptr) (*link)->place->released++;
  Remove(TakeReference(link));
}

// Says that a reference is acquired again, here, or no longer needs to be released.
inline void MoveReference(uint64_t reference, Place* place) {
  CountIf(place, [&] {
    Resource* resource = *LinkOfReference(reference);
    if (resource == nullptr) return false;
    if (resource->place != nullptr) resource->place->released++;
    resource->place = place;
    return true;
  });
}

// 0 if it is not known.
inline uint64_t EnvironmentOfReference(uint64_t reference) {
  Lock lock(&resources_are_locked);
  const Resource* resource = *LinkOfReference(reference);
  return resource == nullptr ? 0 : resource->env;
}

}  // namespace probe
