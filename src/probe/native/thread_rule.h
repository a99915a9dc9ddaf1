// Every napi_env belongs to one thread. The first call that names an environment comes from its module's init, on that
// very thread; whoever calls from another one while that thread lives breaks the rule.
#pragma once

#include <node_api.h>
#include <signal.h>

#include "call_site.h"
#include "trace_file.h"

#if defined(__APPLE__)
#include <libproc.h>
#endif

namespace probe {

// The process ends with this code at the first violation; src/probe/trace-file.ts knows it from the record.
constexpr int kViolationExitCode = 86;
constexpr int kMostEnvironments = 256;

struct Owner {
  uint64_t env;
  uint64_t thread;
  bool is_gone;  // its cleanup has begun: only finalizers use it now, on its own thread
};

inline Owner owners[kMostEnvironments];
inline pthread_mutex_t owners_lock = PTHREAD_MUTEX_INITIALIZER;

inline bool IsAlive(uint64_t thread) {
#if defined(__linux__)
  return syscall(SYS_tgkill, getpid(), static_cast<pid_t>(thread), 0) == 0;
#elif defined(__APPLE__)
  proc_threadinfo info;
  return proc_pidinfo(getpid(), PROC_PIDTHREADID64INFO, thread, &info, sizeof info) > 0;
#else
  return true;
#endif
}

// A hook that runs when the environment is being torn down: its address may soon be that of another one.
inline void EnvironmentEnds(void* env) {
  pthread_mutex_lock(&owners_lock);
  for (Owner& owner : owners) {
    if (owner.env == reinterpret_cast<uint64_t>(env)) owner.is_gone = true;
  }
  pthread_mutex_unlock(&owners_lock);
}

// The place of this environment in the table, or else one that is free: never used, or left by one that is gone.
inline Owner* FindOwner(uint64_t env) {
  Owner* unused = nullptr;
  Owner* left = nullptr;
  for (Owner& owner : owners) {
    if (owner.env == env) return &owner;
    if (owner.env == 0) {
      unused = &owner;
      break;
    }
    if (left == nullptr && owner.is_gone) left = &owner;
  }
  return unused != nullptr ? unused : left;
}

// The thread that owns the environment. A new one belongs to the present thread from now on, and so does one whose
// address was that of an environment which is gone.
inline uint64_t OwnerOf(uint64_t env) {
  uint64_t self = ThreadId();
  uint64_t thread = self;
  bool is_new = false;
  pthread_mutex_lock(&owners_lock);
  Owner* owner = FindOwner(env);
  if (owner != nullptr) {
    is_new = owner->env != env || (owner->thread != self && (owner->is_gone || !IsAlive(owner->thread)));
    if (is_new) *owner = {env, self, false};
    thread = owner->thread;
  }
  pthread_mutex_unlock(&owners_lock);
  if (is_new) {
    Write(kEnvironment, env);
    auto handle = reinterpret_cast<napi_env>(env);
    PROBE_REAL(napi_add_env_cleanup_hook)(handle, EnvironmentEnds, handle);
  }
  return thread;
}

inline thread_local uint64_t own_env = 0;

__attribute__((noinline)) inline void CheckThread(uint64_t env, uint32_t function, void* return_address) {
  if (env == 0 || trace_records == nullptr) return;
  uint64_t owner = OwnerOf(env);
  if (owner == ThreadId()) {
    own_env = env;
    return;
  }
  WriteUrgent(kViolation, env, SiteOf(return_address), owner, function);
  Frames frames = FramesFrom(return_address);
  for (uint32_t i = 0; i < frames.count; i++) WriteUrgent(kFrame, i, frames.site[i]);
  _exit(kViolationExitCode);
}

// The fast path is one comparison: the thread makes most of its calls with one and the same environment.
#define PROBE_CHECK_THREAD(env, function)                                                            \
  do {                                                                                               \
    uint64_t checked_env = reinterpret_cast<uint64_t>(env);                                          \
    if (__builtin_expect(checked_env != ::probe::own_env, 0)) {                                      \
      ::probe::CheckThread(checked_env, (function), __builtin_extract_return_addr(__builtin_return_address(0))); \
    }                                                                                                \
  } while (0)

#define PROBE_RETURN_ADDRESS() (__builtin_extract_return_addr(__builtin_return_address(0)))
#define PROBE_CALL_SITE() (::probe::SiteOf(PROBE_RETURN_ADDRESS()))
#define PROBE_STACK() (::probe::StackOf(PROBE_RETURN_ADDRESS()))

}  // namespace probe
