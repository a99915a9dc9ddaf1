// The time, in ns since the same moment as process.hrtime(). Several records tell of each call, and the system takes
// longer to tell the time than to do the rest. Where the system's clock is made of the processor's counter, that is read
// instead, in a third of the time.
#pragma once

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

namespace probe {

// What uv_hrtime() reads, without libuv: this is loaded into programs of all kinds.
inline uint64_t SystemTime() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

#if defined(__x86_64__)

// The time at one value of the counter.
struct Moment {
  uint64_t ticks;
  uint64_t ns;
};

// Set before the first record, if the counter is used.
inline bool counter_is_clock = false;
inline Moment start = {};

// The kernel takes another source if the counters of the processors differ, or their speed changes.
inline void ChooseClock() {
  int file = open("/sys/devices/system/clocksource/clocksource0/current_clocksource", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  char source[8] = {};
  ssize_t length = read(file, source, sizeof source - 1);
  close(file);
  counter_is_clock = length >= 4 && strncmp(source, "tsc\n", 4) == 0;
  start = {__builtin_ia32_rdtsc(), SystemTime()};
}

// For durations, most of which are short and of no interest: the counter, which is ns where it is not used.
inline uint64_t Ticks() { return __builtin_expect(counter_is_clock, 1) ? __builtin_ia32_rdtsc() : SystemTime(); }

inline uint64_t NsOf(uint64_t ticks) {
  if (!counter_is_clock) return ticks;
  auto ns = static_cast<double>(SystemTime() - start.ns);
  return static_cast<uint64_t>(static_cast<double>(ticks) * ns / static_cast<double>(Ticks() - start.ticks));
}

// Each thread has its own, and compares it with the system's now and then.
class Clock {
 public:
  uint64_t Now() {
    uint64_t ticks = __builtin_ia32_rdtsc() - base_.ticks;
    if (__builtin_expect(ticks >= valid_ticks_, 0)) return Compare();
    return TimeAfter(ticks);
  }

 private:
  // Before that, the speed of the counter would not be known well enough.
  static constexpr uint64_t kShortestNs = 1000 * 1000;
  // A processor counts once in a nanosecond, or more often: at most 0.1 s.
  static constexpr uint64_t kLongestTicks = 100u * 1000 * 1000;
  // Between two looks at the counter, the thread may have lost its processor.
  static constexpr uint64_t kMostTicksApart = 1000;
  // The error of the counter is less than that, unless the computer has slept.
  static constexpr uint64_t kLargestErrorNs = 10 * 1000;

  uint64_t TimeAfter(uint64_t ticks) const {
    return base_.ns + static_cast<uint64_t>(static_cast<double>(static_cast<int64_t>(ticks)) * ns_per_tick_);
  }

  __attribute__((noinline, cold)) uint64_t Compare() {
    valid_ticks_ = 0;
    if (!counter_is_clock) return SystemTime();
    uint64_t before = __builtin_ia32_rdtsc();
    uint64_t ns = SystemTime();
    uint64_t apart = __builtin_ia32_rdtsc() - before;
    // The time of a thread must not go back: its records are in the order of their times.
    uint64_t told = ns_per_tick_ == 0 ? 0 : TimeAfter(before - base_.ticks);
    if (told > ns && told - ns < kLargestErrorNs) ns = told;
    if (apart <= kMostTicksApart) SetBase({before + apart / 2, ns});
    return ns;
  }

  void SetBase(Moment now) {
    uint64_t ticks = now.ticks - first_.ticks;
    if (first_.ns == 0) first_ = now;
    if (now.ns < first_.ns + kShortestNs) return;
    double speed = static_cast<double>(now.ns - first_.ns) / static_cast<double>(ticks);
    bool has_changed = ns_per_tick_ != 0 && (speed > ns_per_tick_ * 1.001 || speed < ns_per_tick_ * 0.999);
    ns_per_tick_ = has_changed ? 0 : speed;
    // The computer has slept: only one of the two clocks went on.
    if (has_changed) {
      first_ = now;
      return;
    }
    base_ = now;
    // The error grows with the time since the comparison, and is the smaller the longer the speed was measured.
    valid_ticks_ = ticks / 8 < kLongestTicks ? ticks / 8 : kLongestTicks;
  }

  Moment first_ = {};
  Moment base_ = {};
  double ns_per_tick_ = 0;
  uint64_t valid_ticks_ = 0;
};

inline uint64_t Now() {
  static thread_local Clock clock;
  return clock.Now();
}

#else

// Other processors count in the clock itself.
inline void ChooseClock() {}
inline uint64_t Now() { return SystemTime(); }
inline uint64_t Ticks() { return SystemTime(); }
inline uint64_t NsOf(uint64_t ticks) { return ticks; }

#endif

// The counters of two processors may differ by a little.
inline uint64_t Since(uint64_t begin, uint64_t now) { return now > begin ? now - begin : 0; }
inline uint64_t TicksSince(uint64_t begin) { return Since(begin, Ticks()); }

}  // namespace probe
