// Where a thread is when it is asked from outside: SIGURG does nothing to a process that does not listen to it.
#pragma once

#include <errno.h>
#include <signal.h>

#include "call_site.h"
#include "thread_rule.h"

namespace probe {

inline void Sample(int) {
  int error = errno;
  if (own_env != 0) {
    Write(kSample, own_env);
    RecordFrames(FramesFrom(nullptr));
  }
  errno = error;
}

// Only for a run whose purpose it is: the signal interrupts system calls, and a sleep may end early by it.
inline void ListenForSamples() {
  if (getenv("LEARNYOUNATIVE_SAMPLE") == nullptr) return;
  FramesFrom(nullptr);  // What the unwinder loads at its first use must not be loaded inside a signal handler.
  struct sigaction action = {};
  action.sa_handler = &Sample;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGURG, &action, nullptr);
}

}  // namespace probe
