// Where in the module a call came from: addresses relative to the start of the module, as addr2line and atos take them.
#pragma once

#include <dlfcn.h>
#include <string.h>
#include <stdint.h>
#include <unwind.h>

#include "trace_file.h"

namespace probe {

inline uintptr_t module_start = 0;

inline void FindModule() {
  Dl_info info;
  if (dladdr(reinterpret_cast<void*>(&FindModule), &info) != 0) {
    module_start = reinterpret_cast<uintptr_t>(info.dli_fbase);
  }
}

// Which file the offsets of this module's records belong to.
inline void RecordModulePath() {
  Dl_info info;
  if (dladdr(reinterpret_cast<void*>(&RecordModulePath), &info) == 0 || info.dli_fname == nullptr) return;
  size_t length = strlen(info.dli_fname);
  for (size_t at = 0; at < length; at += 24) {
    uint64_t words[3] = {};
    memcpy(words, info.dli_fname + at, length - at < 24 ? length - at : 24);
    Write(kModulePath, words[0], words[1], words[2], static_cast<uint32_t>(at / 24));
  }
}

inline uint64_t SiteOf(void* return_address) {
  return reinterpret_cast<uintptr_t>(return_address) - module_start;
}

struct Walk {
  uint64_t frames;
};

inline _Unwind_Reason_Code RecordFrame(_Unwind_Context* context, void* data) {
  auto* walk = static_cast<Walk*>(data);
  uintptr_t address = _Unwind_GetIP(context);
  Dl_info info;
  if (address != 0 && dladdr(reinterpret_cast<void*>(address), &info) != 0 &&
      reinterpret_cast<uintptr_t>(info.dli_fbase) == module_start) {
    Write(kFrame, walk->frames, address - module_start);
  }
  return ++walk->frames < 32 ? _URC_NO_REASON : _URC_END_OF_STACK;
}

// Records the frames of the present thread that lie in this module, the innermost first.
inline void RecordFrames() {
  Walk walk = {0};
  _Unwind_Backtrace(&RecordFrame, &walk);
}

}  // namespace probe
