// Standard output as C has it: collected in a buffer where it is a file. Node.js switches that off when it starts, but
// on Windows, and in other programs that load add-ons, what is not flushed stays behind.
#pragma once

#include <stdio.h>
#include <stdlib.h>

namespace probe {

constexpr size_t kStdoutBuffer = 64 * 1024;

// Only for a run whose purpose it is. Before any code of the learner's, who may then choose otherwise.
inline void BufferStdout() {
  constexpr char kAsked[] = "LEARNYOUNATIVE_BUFFER_STDOUT";
  if (getenv(kAsked) == nullptr) return;
  unsetenv(kAsked);  // Once: a package may have several add-ons.
  // Never freed: it is emptied when the process ends. Without a buffer of ours, the old one, of no size, would stay.
  auto* buffer = static_cast<char*>(malloc(kStdoutBuffer));
  if (buffer != nullptr) setvbuf(stdout, buffer, _IOFBF, kStdoutBuffer);
}

}  // namespace probe
