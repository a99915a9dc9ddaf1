// Lets Execute round up, when a run asks for it. A square root that is computed there then differs in its last bit from
// one that is computed on the JS thread, which shows where it was computed.
#pragma once

#include <cfenv>
#include <dlfcn.h>
#include <stdlib.h>

namespace probe {

// Looked up, because the add-on may not be linked to the library that defines it. `nullptr` if no run asks for it.
inline int (*set_rounding)(int) = nullptr;

inline void PrepareRounding() {
  if (getenv("LEARNYOUNATIVE_ROUND_UP") == nullptr) return;
  set_rounding = reinterpret_cast<int (*)(int)>(dlsym(RTLD_DEFAULT, "fesetround"));
}

inline void RoundUp() {
  if (set_rounding != nullptr) set_rounding(FE_UPWARD);
}

inline void RoundToNearest() {
  if (set_rounding != nullptr) set_rounding(FE_TONEAREST);
}

}  // namespace probe
