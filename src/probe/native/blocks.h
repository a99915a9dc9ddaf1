// What the probe's tables have in common: a lock for a few instructions, and blocks of one size that are used again. A call
// of the C library's lock or allocator takes longer than what the tables do with them.
#pragma once

#include <sched.h>

#include "heap.h"

namespace probe {

class Lock {
 public:
  explicit Lock(bool* taken) : taken_(taken) {
    while (__atomic_test_and_set(taken_, __ATOMIC_ACQUIRE)) sched_yield();
  }
  ~Lock() { __atomic_clear(taken_, __ATOMIC_RELEASE); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  bool* taken_;
};

// A block has a member `next`.
template <typename Block>
class Blocks {
 public:
  // Null if there is no memory.
  Block* Take() {
    Lock lock(&is_locked_);
    Block* block = unused_;
    if (block == nullptr) return static_cast<Block*>(probe::Allocate(sizeof(Block)));
    unused_ = block->next;
    return block;
  }
  void Give(Block* block) {
    Lock lock(&is_locked_);
    block->next = unused_;
    unused_ = block;
  }

 private:
  Block* unused_ = nullptr;
  bool is_locked_ = false;
};

}  // namespace probe
