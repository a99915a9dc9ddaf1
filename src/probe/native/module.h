// The module whose calls are recorded: the add-on that the probe was linked into, or those that it was attached to.
#pragma once

#include <dlfcn.h>
#if defined(__linux__)
#include <link.h>
#endif
#include <stdint.h>

#if defined(PROBE_ATTACHED)
#include "attached/modules.h"
#else

namespace probe {

inline uintptr_t module_start = 0;
inline uintptr_t module_end = UINTPTR_MAX;

#if defined(__linux__)
inline int MeasureModule(struct dl_phdr_info* info, size_t, void*) {
  if (info->dlpi_addr != module_start) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const auto& part = info->dlpi_phdr[i];
    if (part.p_type == PT_LOAD) module_end = module_start + part.p_vaddr + part.p_memsz;
  }
  return 1;
}
#endif

inline void FindModule() {
  Dl_info info;
  if (dladdr(reinterpret_cast<void*>(&FindModule), &info) == 0) return;
  module_start = reinterpret_cast<uintptr_t>(info.dli_fbase);
#if defined(__linux__)
  dl_iterate_phdr(&MeasureModule, nullptr);
#endif
}

inline bool IsInModule(uintptr_t address) {
#if defined(__linux__)
  return address > module_start && address <= module_end;
#else
  Dl_info info;
  return address != 0 && dladdr(reinterpret_cast<void*>(address), &info) != 0 &&
         reinterpret_cast<uintptr_t>(info.dli_fbase) == module_start;
#endif
}

inline uint64_t SiteOf(const void* address) { return reinterpret_cast<uintptr_t>(address) - module_start; }

// Where the module of this address starts, if that is one whose calls are recorded.
inline bool FindStart(uintptr_t address, uintptr_t* start) {
  *start = module_start;
  return IsInModule(address);
}

}  // namespace probe

#endif  // PROBE_ATTACHED
