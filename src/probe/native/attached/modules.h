// The add-ons that the probe was attached to, and other modules that call Node-API.
#pragma once

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdint.h>

#include "../record.h"

namespace probe {

constexpr uint32_t kMostModules = 256;

struct Module {
  uintptr_t start;
  uintptr_t end;
};
inline Module modules[kMostModules];
inline uint32_t module_count = 0;
inline pthread_mutex_t modules_lock = PTHREAD_MUTEX_INITIALIZER;

// Stores a module's path in the trace file, and tells whether it is stored. Defined in ring_file.h.
inline void StoreModule(uint32_t index, const char* path, bool is_watched);
inline bool IsStored(uint32_t index, const char* path);

inline int MeasureSegments(struct dl_phdr_info* info, size_t, void* data) {
  auto* segments = static_cast<Module*>(data);
  if (info->dlpi_addr != segments->start) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const auto& part = info->dlpi_phdr[i];
    uintptr_t end = segments->start + part.p_vaddr + part.p_memsz;
    if (part.p_type == PT_LOAD && end > segments->end) segments->end = end;
  }
  return 1;
}

// The index of the module that contains this address, or kMostModules.
inline uint32_t KnownModule(uintptr_t address) {
  static thread_local uint32_t last = 0;
  uint32_t count = __atomic_load_n(&module_count, __ATOMIC_ACQUIRE);
  if (last < count && address > modules[last].start && address <= modules[last].end) return last;
  for (uint32_t i = 0; i < count; i++) {
    if (address <= modules[i].start || address > modules[i].end) continue;
    last = i;
    return i;
  }
  return kMostModules;
}

// @param is_watched whether it can call Node-API
inline uint32_t AddModule(uintptr_t start, const char* path, bool is_watched = true) {
  pthread_mutex_lock(&modules_lock);
  uint32_t index = KnownModule(start + 1);
  if (index != kMostModules && !IsStored(index, path)) {
    // That one was unloaded, and this one has its place. The old one's addresses are not looked up any more.
    modules[index] = {0, 0};
    index = kMostModules;
  }
  if (index == kMostModules && module_count < kMostModules) {
    Module segments = {start, start};
    dl_iterate_phdr(&MeasureSegments, &segments);
    for (uint32_t i = 0; i < module_count; i++) {
      if (modules[i].start < segments.end && modules[i].end > segments.start) modules[i] = {0, 0};
    }
    index = module_count;
    modules[index] = segments;
    StoreModule(index, path, is_watched);
    __atomic_store_n(&module_count, index + 1, __ATOMIC_RELEASE);
  }
  pthread_mutex_unlock(&modules_lock);
  return index;
}

inline uint32_t ModuleOf(uintptr_t address) {
  uint32_t index = KnownModule(address);
  if (index != kMostModules) return index;
  Dl_info info;
  if (dladdr(reinterpret_cast<void*>(address), &info) == 0 || info.dli_fname == nullptr) return kMostModules;
  return AddModule(reinterpret_cast<uintptr_t>(info.dli_fbase), info.dli_fname);
}

// A site is an address in a module: the module's number, starting from 1, above the address relative to its start.
// JavaScript reads it as a number, which has 53 bits.
constexpr uint32_t kSiteBits = 40;

inline uint64_t SiteOf(const void* pointer) {
  auto address = reinterpret_cast<uintptr_t>(pointer);
  uint32_t index = ModuleOf(address);
  if (index == kMostModules) return 0;
  return (static_cast<uint64_t>(index + 1) << kSiteBits) | (address - modules[index].start);
}

// What `SiteOf` was given.
inline void* AddressOf(uint64_t site) {
  uint64_t number = site >> kSiteBits;
  if (number == 0) return nullptr;
  return reinterpret_cast<void*>(modules[number - 1].start + (site & ((uint64_t{1} << kSiteBits) - 1)));
}

// Where the module of this address starts, if that is one whose calls are recorded.
inline bool FindStart(uintptr_t address, uintptr_t* start) {
  uint32_t index = KnownModule(address);
  if (index == kMostModules) return false;
  *start = modules[index].start;
  return true;
}

}  // namespace probe
