// A hash table from addresses to what the probe knows about the objects there.
#pragma once

#include <stdint.h>
#include <stdlib.h>

#include "blocks.h"

namespace probe {

template <typename Value>
class Table {
 public:
  // Memory that the processor has to get first takes longer than all the rest, and it can get it while it does that.
  void Prefetch(const void* key) { __builtin_prefetch(&PartOf(key), 1); }

  // Hides the entry that there may be, until this one is taken.
  void Put(const void* key, Value value) {
    Part& part = PartOf(key);
    Lock lock(&part.is_locked);
    Add(part, key, value);
  }

  // Replaces the entry that there may be.
  void Set(const void* key, Value value) {
    Set(key, value, [](const Value&) { return false; });
  }
  // Drops entries that are near in the table as well, if the test says that they are over: so what is over is kept for a
  // while, and needs no list of its own.
  template <typename Test>
  void Set(const void* key, Value value, Test is_over) {
    Part& part = PartOf(key);
    Lock lock(&part.is_locked);
    auto is_dropped = [&](const Known& known) { return is_over(known.value) || known.key == key; };
    if (part.first.key != nullptr && is_dropped(part.first)) part.first.key = nullptr;
    for (Entry** link = ListOf(part, key); *link != nullptr;) {
      if (is_dropped((*link)->known)) {
        Remove(part, link);
      } else {
        link = &(*link)->next;
      }
    }
    Add(part, key, value);
  }

  // Calls `change(value)` if there is an entry.
  template <typename Change>
  void Update(const void* key, Change change) {
    Part& part = PartOf(key);
    Lock lock(&part.is_locked);
    if (IsFirst(part, key)) return change(part.first.value);
    if (Entry* entry = *LinkOf(part, key)) change(entry->known.value);
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
    Part& part = PartOf(key);
    Lock lock(&part.is_locked);
    if (IsFirst(part, key)) {
      *value = part.first.value;
      part.first.key = nullptr;
      return true;
    }
    Entry** link = LinkOf(part, key);
    if (*link == nullptr) return false;
    *value = (*link)->known.value;
    Remove(part, link);
    return true;
  }

 private:
  struct Known {
    const void* key;  // null if there is none
    Value value;
  };
  struct Entry {
    Entry* next;
    Known known;
  };
  static constexpr uint32_t kParts = 1024;
  static constexpr uint32_t kFewestLists = 16;

  // The entries that share a lock, in one line of memory: threads that use the same entries write to both, and most parts
  // have one. Those before that are in a list, or in several if they are many.
  struct alignas(64) Part {
    bool is_locked;
    uint32_t list_count;   // a power of two; 0 while there is one list
    uint32_t entry_count;  // without the first one
    Known first;
    union {
      Entry* list;
      Entry** lists;
    };
  };

  // Objects that are created one after the other are near each other, and so are their entries: memory that the processor
  // has not read yet would take longer than all the rest. Of what is far apart, the lower digits may be the same.
  static uint64_t HashOf(const void* key) {
    uint64_t number = reinterpret_cast<uintptr_t>(key) >> 4;
    return number ^ number >> 20;
  }
  Part& PartOf(const void* key) { return parts_[HashOf(key) % kParts]; }

  // The functions below are to be called with the lock.

  static bool IsFirst(const Part& part, const void* key) { return part.first.key == key && key != nullptr; }

  static Entry** ListOf(Part& part, const void* key) {
    return part.list_count == 0 ? &part.list : &part.lists[(HashOf(key) / kParts) & (part.list_count - 1)];
  }

  // The link to the entry, which is not the first one, or to the end of its list.
  static Entry** LinkOf(Part& part, const void* key) {
    Entry** link = ListOf(part, key);
    while (*link != nullptr && (*link)->known.key != key) link = &(*link)->next;
    return link;
  }

  void Add(Part& part, const void* key, Value value) {
    if (part.first.key != nullptr) {
      if (part.entry_count > part.list_count + 4) Grow(part);
      Entry* entry = blocks_.Take();
      if (entry == nullptr) abort();
      Entry** list = ListOf(part, part.first.key);
      *entry = Entry{*list, part.first};
      *list = entry;
      part.entry_count++;
    }
    part.first = Known{key, value};
  }

  void Remove(Part& part, Entry** link) {
    Entry* entry = *link;
    *link = entry->next;
    blocks_.Give(entry);
    part.entry_count--;
  }

  // Of entries with the same key, the later ones stay before the earlier ones.
  static void Grow(Part& part) {
    uint32_t count = part.list_count == 0 ? kFewestLists : 4 * part.list_count;
    auto** larger = static_cast<Entry**>(RealHeap().allocate_zeroed(count, sizeof(Entry*)));
    if (larger == nullptr) return;
    Part old = part;
    part.lists = larger;
    part.list_count = count;
    for (uint32_t i = 0; i < (old.list_count == 0 ? 1 : old.list_count); i++) {
      for (Entry* entry = old.list_count == 0 ? old.list : old.lists[i]; entry != nullptr;) {
        Entry* next = entry->next;
        Entry** end = ListOf(part, entry->known.key);
        while (*end != nullptr) end = &(*end)->next;
        entry->next = nullptr;
        *end = entry;
        entry = next;
      }
    }
    if (old.list_count != 0) probe::Free(old.lists);
  }

  Part parts_[kParts] = {};
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
