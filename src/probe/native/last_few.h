// What is over, but may still be used by mistake or by a thread that is late: the last few of it are kept.
#pragma once

#include <stdint.h>

#include "blocks.h"

namespace probe {

template <typename Item>
class LastFew {
 public:
  // Returns the one that it takes the place of: an empty one at first.
  Item Push(Item item) {
    Lock lock(&is_locked_);
    Item* slot = &items_[count_++ % kMost];
    Item oldest = *slot;
    *slot = item;
    return oldest;
  }

 private:
  static constexpr uint64_t kMost = 128;
  Item items_[kMost] = {};
  uint64_t count_ = 0;
  bool is_locked_ = false;
};

}  // namespace probe
