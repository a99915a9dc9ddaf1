// A hash table from addresses to what the probe knows about the objects there.
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "blocks.h"

namespace probe {

template <typename Value>
class Table {
 public:
  // Hides the entry that there may be, until this one is taken.
  void Put(const void* key, Value value) {
    Bucket& bucket = BucketOf(key);
    Lock lock(&bucket.is_locked);
    Add(&bucket.first, key, value);
  }

  // Replaces the entry that there may be.
  void Set(const void* key, Value value) {
    Bucket& bucket = BucketOf(key);
    Lock lock(&bucket.is_locked);
    Entry** link = LinkOf(&bucket.first, key);
    if (*link == nullptr) return Add(link, key, value);
    (*link)->value = value;
  }

  bool Get(const void* key, Value* value) {
    return Look(key, value, [](const Value&) { return false; });
  }
  bool Take(const void* key, Value* value) {
    return Look(key, value, [](const Value&) { return true; });
  }
  // Takes the value only if the test says so. Returns whether there was one.
  template <typename Test>
  bool TakeIf(const void* key, Test test) {
    Value value;
    return Look(key, &value, test);
  }

 private:
  struct Entry {
    Entry* next;
    const void* key;
    Value value;
  };
  static constexpr uint32_t kBuckets = 1024;

  // The lock is beside what it guards, for threads that use the same entries write to both.
  struct Bucket {
    Entry* first;
    bool is_locked;
  };

  Bucket& BucketOf(const void* key) {
    return buckets_[static_cast<uint32_t>((reinterpret_cast<uintptr_t>(key) >> 4) * 2654435761u >> 7) % kBuckets];
  }

  void Add(Entry** link, const void* key, Value value) {
    Entry* entry = blocks_.Take();
    if (entry == nullptr) abort();
    *entry = Entry{*link, key, value};
    *link = entry;
  }

  // The link to the entry, or to the end of its list. To be called with the lock.
  Entry** LinkOf(Entry** link, const void* key) {
    while (*link != nullptr && (*link)->key != key) link = &(*link)->next;
    return link;
  }

  template <typename Test>
  bool Look(const void* key, Value* value, Test takes) {
    Bucket& bucket = BucketOf(key);
    Lock lock(&bucket.is_locked);
    Entry** link = LinkOf(&bucket.first, key);
    Entry* found = *link;
    if (found == nullptr) return false;
    *value = found->value;
    if (takes(found->value)) {
      *link = found->next;
      blocks_.Give(found);
    }
    return true;
  }

  Bucket buckets_[kBuckets] = {};
  Blocks<Entry> blocks_;
};

inline uint64_t NextId() {
  static uint64_t last = 0;
  return __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
}

}  // namespace probe
