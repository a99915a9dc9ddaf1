// The slots through which a module calls functions of other modules. Rewriting them is how the probe gets the calls of an
// add-on as it is: LD_PRELOAD cannot replace napi_*, because the executable of Node.js defines them and comes first.
// https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.dynamic.html
#pragma once

#include <elf.h>
#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

namespace probe {

#if defined(__x86_64__)
constexpr uint32_t kFunctionSlots[] = {R_X86_64_JUMP_SLOT, R_X86_64_GLOB_DAT, R_X86_64_64};
#elif defined(__aarch64__)
constexpr uint32_t kFunctionSlots[] = {R_AARCH64_JUMP_SLOT, R_AARCH64_GLOB_DAT, R_AARCH64_ABS64};
#else
#error "learnyounative attaches to programs on x64 and arm64 only"
#endif

inline bool IsFunctionSlot(uint32_t type) {
  for (uint32_t known : kFunctionSlots) {
    if (known == type) return true;
  }
  return false;
}

struct Dynamic {
  const char* strings;
  const ElfW(Sym) * symbols;
  const ElfW(Rela) * tables[2];  // of procedure linkage, and all others
  size_t sizes[2];               // in bytes
};

// With glibc, addresses in the dynamic section are absolute; with musl, they are relative to the start of the module.
inline uintptr_t Absolute(const link_map* map, uintptr_t address) {
  return address < map->l_addr ? address + map->l_addr : address;
}

inline Dynamic DynamicOf(const link_map* map) {
  Dynamic dynamic = {};
  for (const ElfW(Dyn)* entry = map->l_ld; entry != nullptr && entry->d_tag != DT_NULL; entry++) {
    uintptr_t address = Absolute(map, entry->d_un.d_ptr);
    switch (entry->d_tag) {
      case DT_STRTAB: dynamic.strings = reinterpret_cast<const char*>(address); break;
      case DT_SYMTAB: dynamic.symbols = reinterpret_cast<const ElfW(Sym)*>(address); break;
      case DT_JMPREL: dynamic.tables[0] = reinterpret_cast<const ElfW(Rela)*>(address); break;
      case DT_RELA: dynamic.tables[1] = reinterpret_cast<const ElfW(Rela)*>(address); break;
      case DT_PLTRELSZ: dynamic.sizes[0] = entry->d_un.d_val; break;
      case DT_RELASZ: dynamic.sizes[1] = entry->d_un.d_val; break;
      default: break;
    }
  }
  return dynamic;
}

// Calls `visit(name, slot)` for each slot of a function of another module.
template <typename Visit>
inline void ForEachSlot(const link_map* map, Visit visit) {
  Dynamic dynamic = DynamicOf(map);
  if (dynamic.strings == nullptr || dynamic.symbols == nullptr) return;
  for (int i = 0; i < 2; i++) {
    const ElfW(Rela)* table = dynamic.tables[i];
    for (size_t at = 0; table != nullptr && at < dynamic.sizes[i] / sizeof *table; at++) {
      uint32_t symbol = ELF64_R_SYM(table[at].r_info);
      if (symbol == 0 || !IsFunctionSlot(ELF64_R_TYPE(table[at].r_info)) || table[at].r_addend != 0) continue;
      visit(dynamic.strings + dynamic.symbols[symbol].st_name,
            reinterpret_cast<void**>(map->l_addr + table[at].r_offset));
    }
  }
}

// The pages that the dynamic linker has made read-only. https://www.redhat.com/en/blog/hardening-elf-binaries-using-relocation-read-only-relro
struct ReadOnlyPages {
  uintptr_t module;
  uintptr_t begin;
  uintptr_t end;
};

inline int FindReadOnlyPages(struct dl_phdr_info* info, size_t, void* data) {
  auto* pages = static_cast<ReadOnlyPages*>(data);
  if (info->dlpi_addr != pages->module) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type != PT_GNU_RELRO) continue;
    pages->begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
    pages->end = pages->begin + info->dlpi_phdr[i].p_memsz;
  }
  return 1;
}

// Makes the slots of a module writable for as long as it exists.
class WritableSlots {
 public:
  explicit WritableSlots(const link_map* map) {
    pages_ = {map->l_addr, 0, 0};
    dl_iterate_phdr(&FindReadOnlyPages, &pages_);
    uintptr_t page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    pages_.begin &= ~(page - 1);
    // The linker protects whole pages only.
    pages_.end &= ~(page - 1);
    Protect(PROT_READ | PROT_WRITE);
  }
  ~WritableSlots() { Protect(PROT_READ); }
  WritableSlots(const WritableSlots&) = delete;
  WritableSlots& operator=(const WritableSlots&) = delete;

 private:
  void Protect(int access) {
    if (pages_.end > pages_.begin) {
      mprotect(reinterpret_cast<void*>(pages_.begin), pages_.end - pages_.begin, access);
    }
  }
  ReadOnlyPages pages_ = {0, 0, 0};
};

}  // namespace probe
