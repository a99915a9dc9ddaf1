// The C and C++ libraries' allocation functions, behind those that the add-on's calls are bound to. The probe's own memory
// comes from here: it is not the add-on's, and has no guards.
#pragma once

#include <dlfcn.h>
#include <stddef.h>

namespace probe {

struct Heap {
  void* (*allocate)(size_t);
  void* (*allocate_zeroed)(size_t, size_t);
  void* (*reallocate)(void*, size_t);
  void (*release)(void*);
  void (*delete_one)(void*);
  void* (*new_array)(size_t);
  void (*delete_array)(void*);
  bool is_guarded;
};

template <typename Function>
inline void FindReal(Function* function, const char* name) {
  *function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

inline Heap FindHeap() {
  Heap heap = {};
  FindReal(&heap.allocate, "malloc");
  FindReal(&heap.allocate_zeroed, "calloc");
  FindReal(&heap.reallocate, "realloc");
  FindReal(&heap.release, "free");
  FindReal(&heap.delete_one, "_ZdlPv");
  FindReal(&heap.new_array, "_Znam");
  FindReal(&heap.delete_array, "_ZdaPv");
  // Not visible if Node.js and the add-on each contain a C++ library.
  if (heap.delete_one == nullptr) heap.delete_one = heap.release;
  if (heap.new_array == nullptr) heap.new_array = heap.allocate;
  if (heap.delete_array == nullptr) heap.delete_array = heap.release;
  // AddressSanitizer has guards of its own, and explains more.
  heap.is_guarded = dlsym(RTLD_DEFAULT, "__asan_init") == nullptr;
  return heap;
}

inline Heap real_heap;

// Static objects that are constructed before the probe may allocate memory.
inline const Heap& RealHeap() {
  if (__builtin_expect(real_heap.release == nullptr, 0)) real_heap = FindHeap();
  return real_heap;
}

inline void* Allocate(size_t size) { return RealHeap().allocate(size); }

inline void Free(void* memory) { RealHeap().release(memory); }

}  // namespace probe
