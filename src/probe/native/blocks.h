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

// Blocks that are used under a lock of their user. A block has a member `next`.
template <typename Block>
class GuardedBlocks {
 public:
  // Null if there is no memory.
  Block* Take() {
    Block* block = unused_;
    if (block == nullptr) return static_cast<Block*>(probe::Allocate(sizeof(Block)));
    unused_ = block->next;
    return block;
  }
  void Give(Block* block) {
    block->next = unused_;
    unused_ = block;
  }

 private:
  Block* unused_ = nullptr;
};

// Blocks for all threads.
template <typename Block>
class Blocks {
 public:
  Block* Take() {
    Lock lock(&is_locked_);
    return blocks_.Take();
  }
  void Give(Block* block) {
    Lock lock(&is_locked_);
    blocks_.Give(block);
  }

 private:
  GuardedBlocks<Block> blocks_;
  bool is_locked_ = false;
};

}  // namespace probe
