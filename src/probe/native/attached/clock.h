// The time, in ns since the same moment as process.hrtime(). Several records tell of each call, and the system takes
// longer to tell the time than to do the rest. Where the system's clock is made of the processor's counter, that is read
// instead, in a third of the time.
#pragma once

#include <fcntl.h>
#include <sched.h>
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

// The time as a function of the counter, compared with the system's clock now and then. For all threads: many do not live
// for long enough to learn the speed of the counter.
class Clock {
 public:
  // The time of a count that was read just now.
  uint64_t TimeOf(uint64_t count) {
    Line line = Read();
    return __builtin_expect(count - line.base.ticks < line.valid_ticks, 1) ? line.TimeOf(count) : Compare(line, count);
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

  struct Line {
    Moment base;
    double ns_per_tick;  // 0 if it is not known
    uint64_t valid_ticks;

    uint64_t TimeOf(uint64_t count) const {
      return base.ns + static_cast<uint64_t>(static_cast<double>(static_cast<int64_t>(count - base.ticks)) * ns_per_tick);
    }
  };

  // Threads that only read must not wait for each other, so they read again if another one has written meanwhile.
  Line Read() const {
    for (;;) {
      uint64_t version = __atomic_load_n(&version_, __ATOMIC_ACQUIRE);
      Line line = line_;
      __atomic_thread_fence(__ATOMIC_ACQUIRE);
      if (version % 2 == 0 && version == __atomic_load_n(&version_, __ATOMIC_RELAXED)) return line;
      sched_yield();
    }
  }

  void Publish(const Line& line) {
    __atomic_store_n(&version_, version_ + 1, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_RELEASE);
    line_ = line;
    __atomic_store_n(&version_, version_ + 1, __ATOMIC_RELEASE);
  }

  __attribute__((noinline, cold)) uint64_t Compare(const Line& known, uint64_t count) {
    if (!counter_is_clock) return count;
    uint64_t before = __builtin_ia32_rdtsc();
    uint64_t ns = SystemTime();
    uint64_t apart = __builtin_ia32_rdtsc() - before;
    // The time of a thread must not go back: its records are in the order of their times.
    uint64_t told = known.ns_per_tick == 0 ? 0 : known.TimeOf(before);
    if (told > ns && told - ns < kLargestErrorNs) ns = told;
    if (apart <= kMostTicksApart && !__atomic_test_and_set(&is_compared_, __ATOMIC_ACQUIRE)) {
      SetBase(known.ns_per_tick, {before + apart / 2, ns});
      __atomic_clear(&is_compared_, __ATOMIC_RELEASE);
    }
    return ns;
  }

  void SetBase(double known_speed, Moment now) {
    uint64_t ticks = now.ticks - first_.ticks;
    if (first_.ns == 0) first_ = now;
    if (now.ns < first_.ns + kShortestNs) return;
    double speed = static_cast<double>(now.ns - first_.ns) / static_cast<double>(ticks);
    // The computer has slept: only one of the two clocks went on.
    if (known_speed != 0 && (speed > known_speed * 1.001 || speed < known_speed * 0.999)) {
      first_ = now;
      Publish({});
      return;
    }
    // The error grows with the time since the comparison, and is the smaller the longer the speed was measured.
    Publish({now, speed, ticks / 8 < kLongestTicks ? ticks / 8 : kLongestTicks});
  }

  Line line_ = {};
  uint64_t version_ = 0;  // odd while the line is written
  bool is_compared_ = false;
  Moment first_ = {};
};

alignas(64) inline Clock the_clock;
inline uint64_t TimeOf(uint64_t count) { return the_clock.TimeOf(count); }

#else

// Other processors count in the clock itself.
inline void ChooseClock() {}
inline uint64_t Ticks() { return SystemTime(); }
inline uint64_t NsOf(uint64_t ticks) { return ticks; }
inline uint64_t TimeOf(uint64_t count) { return count; }

#endif

inline uint64_t Now() { return TimeOf(Ticks()); }

// The counters of two processors may differ by a little.
inline uint64_t Since(uint64_t begin, uint64_t now) { return now > begin ? now - begin : 0; }
inline uint64_t TicksSince(uint64_t begin) { return Since(begin, Ticks()); }

}  // namespace probe
