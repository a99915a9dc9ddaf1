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
    Set(key, value, [](const Value&) { return false; });
  }
  // Drops entries of the same bucket as well, if the test says that they are over: so what is over is kept for a while,
  // and needs no list of its own.
  template <typename Test>
  void Set(const void* key, Value value, Test is_over) {
    Bucket& bucket = BucketOf(key);
    Lock lock(&bucket.is_locked);
    Found found = {&bucket.first, nullptr};
    while (found.entry != nullptr && found.entry->key != nullptr) {
      if (is_over(found.entry->value) || found.entry->key == key) {
        Remove(found);
        if (found.before != nullptr) found.entry = found.before->next;
      } else {
        found = {found.entry->next, found.entry};
      }
    }
    Add(&bucket.first, key, value);
  }

  // Calls `change(value)` if there is an entry.
  template <typename Change>
  void Update(const void* key, Change change) {
    Bucket& bucket = BucketOf(key);
    Lock lock(&bucket.is_locked);
    if (Entry* entry = Find(&bucket.first, key).entry) change(entry->value);
  }

  bool Get(const void* key, Value* value) {
    bool is_known = false;
    Update(key, [&](const Value& known) {
      *value = known;
      is_known = true;
    });
    return is_known;
  }

  bool Take(const void* key, Value* value) {
    Bucket& bucket = BucketOf(key);
    Lock lock(&bucket.is_locked);
    Found found = Find(&bucket.first, key);
    if (found.entry == nullptr) return false;
    *value = found.entry->value;
    Remove(found);
    return true;
  }

 private:
  struct Entry {
    const void* key;  // null if there is none
    Entry* next;
    Value value;
  };
  static constexpr uint32_t kBuckets = 1024;

  // The lock and the first entry are together, for threads that use the same entries write to both, and most buckets have
  // no other.
  struct Bucket {
    bool is_locked;
    Entry first;
  };

  struct Found {
    Entry* entry;   // null if there is none
    Entry* before;  // null for the first one
  };

  Bucket& BucketOf(const void* key) {
    return buckets_[static_cast<uint32_t>((reinterpret_cast<uintptr_t>(key) >> 4) * 2654435761u >> 7) % kBuckets];
  }

  // The functions below are to be called with the lock.

  Found Find(Entry* first, const void* key) {
    Found found = {key == nullptr ? nullptr : first, nullptr};
    while (found.entry != nullptr && found.entry->key != key) found = {found.entry->next, found.entry};
    return found;
  }

  void Add(Entry* first, const void* key, Value value) {
    Entry* next = nullptr;
    if (first->key != nullptr) {
      next = blocks_.Take();
      if (next == nullptr) abort();
      *next = *first;
    }
    *first = Entry{key, next, value};
  }

  // Of the first entry, the place remains. It has the one behind it afterwards.
  void Remove(Found found) {
    Entry* next = found.entry->next;
    if (found.before != nullptr) {
      found.before->next = next;
      blocks_.Give(found.entry);
    } else if (next != nullptr) {
      *found.entry = *next;
      blocks_.Give(next);
    } else {
      found.entry->key = nullptr;
    }
  }

  Bucket buckets_[kBuckets] = {};
  Blocks<Entry> blocks_;
};

// Each thread takes several numbers at once, so those of different threads are not in their order.
constexpr uint64_t kIdsAtOnce = 16;
inline uint64_t last_id = 0;

inline uint64_t NextId() {
  static thread_local uint64_t id = 0;
  if (id % kIdsAtOnce == 0) id = __atomic_fetch_add(&last_id, kIdsAtOnce, __ATOMIC_RELAXED);
  return ++id;
}

// What is over may still be used by mistake, or by a thread that is late. It is kept until there are that many newer ids.
constexpr uint64_t kRecentIds = 512;
inline bool IsRecent(uint64_t id) { return id + kRecentIds > __atomic_load_n(&last_id, __ATOMIC_RELAXED); }

}  // namespace probe
