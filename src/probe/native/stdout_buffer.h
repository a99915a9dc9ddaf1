// Restores full buffering of stdout, the C library's default for files. Node.js turns buffering off at startup, which
// hides a missing fflush(). Without that, as on Windows, unflushed output stays in the buffer.
#pragma once

#include <stdio.h>
#include <stdlib.h>

#include "heap.h"

namespace probe {

constexpr size_t kStdoutBuffer = 64 * 1024;

// Only in runs that ask for it. Called before the learner's code, which may then change the buffering.
inline void BufferStdout() {
  constexpr char kAsked[] = "LEARNYOUNATIVE_BUFFER_STDOUT";
  if (getenv(kAsked) == nullptr) return;
  unsetenv(kAsked);  // Only once, even if a package has several add-ons.
  // Never freed, because stdout is flushed at exit. A null buffer would keep the current one, which has no size.
  auto* buffer = static_cast<char*>(probe::Allocate(kStdoutBuffer));
  if (buffer != nullptr) setvbuf(stdout, buffer, _IOFBF, kStdoutBuffer);
}

}  // namespace probe
