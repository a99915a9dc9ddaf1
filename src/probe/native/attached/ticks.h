// The time that callbacks take. The clock is read twice for each, and many callbacks take less time than that: where the
// processor's counter is what the system's clock is made of, it is read instead, in a third of the time.
#pragma once

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "../record.h"

namespace probe {

// 0 if ticks are nanoseconds.
inline uint64_t first_tick = 0;
inline uint64_t first_tick_ns = 0;

#if defined(__x86_64__)

inline uint64_t Ticks() { return first_tick == 0 ? Now() : __builtin_ia32_rdtsc(); }

// The kernel takes another source if the counters of the processors differ, or their speed changes.
inline void StartTicks() {
  int file = open("/sys/devices/system/clocksource/clocksource0/current_clocksource", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  char source[8] = {};
  ssize_t length = read(file, source, sizeof source - 1);
  close(file);
  if (length < 4 || strncmp(source, "tsc\n", 4) != 0) return;
  first_tick_ns = Now();
  first_tick = __builtin_ia32_rdtsc();
}

inline uint64_t NsOf(uint64_t ticks) {
  if (first_tick == 0) return ticks;
  auto ns = static_cast<double>(Now() - first_tick_ns);
  return static_cast<uint64_t>(static_cast<double>(ticks) * ns / static_cast<double>(Ticks() - first_tick));
}

#else

// Other processors count in the clock itself.
inline uint64_t Ticks() { return Now(); }
inline void StartTicks() {}
inline uint64_t NsOf(uint64_t ticks) { return ticks; }

#endif

// How much time has passed. The counters of two processors may differ by a little.
inline uint64_t TicksSince(uint64_t begin) {
  uint64_t now = Ticks();
  return now > begin ? now - begin : 0;
}

}  // namespace probe
