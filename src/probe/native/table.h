// A hash table from addresses to what the probe knows about the objects there. One lock suffices for its few entries.
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "blocks.h"

namespace probe {

template <typename Value>
class Table {
 public:
  void Put(const void* key, Value value) {
    Lock lock(&is_locked_);
    Entry* entry = blocks_.Take();
    if (entry == nullptr) abort();
    Entry** bucket = &buckets_[Hash(key)];
    *entry = Entry{*bucket, key, value};
    *bucket = entry;
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

  static uint32_t Hash(const void* key) {
    return static_cast<uint32_t>((reinterpret_cast<uintptr_t>(key) >> 4) * 2654435761u >> 7) % kBuckets;
  }

  template <typename Test>
  bool Look(const void* key, Value* value, Test takes) {
    Lock lock(&is_locked_);
    Entry** link = &buckets_[Hash(key)];
    while (*link != nullptr && (*link)->key != key) link = &(*link)->next;
    Entry* found = *link;
    if (found == nullptr) return false;
    *value = found->value;
    if (takes(found->value)) {
      *link = found->next;
      blocks_.Give(found);
    }
    return true;
  }

  Entry* buckets_[kBuckets] = {};
  Blocks<Entry> blocks_;
  bool is_locked_ = false;
};

inline uint64_t NextId() {
  static uint64_t last = 0;
  return __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
}

}  // namespace probe
