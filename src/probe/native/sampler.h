// Records a thread's stack on SIGURG, which a process without a handler ignores by default.
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

// Only in sampling runs, because the signal interrupts system calls and may end a sleep early.
inline void ListenForSamples() {
  if (getenv("LEARNYOUNATIVE_SAMPLE") == nullptr) return;
  FramesFrom(nullptr);  // The unwinder may load a library on first use, which is not safe in a signal handler.
  struct sigaction action = {};
  action.sa_handler = &Sample;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGURG, &action, nullptr);
}

}  // namespace probe
