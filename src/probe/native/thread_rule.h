// Every napi_env belongs to one thread. The first call with an environment comes from the module's init function on that
// thread. A call from any other thread while that thread is alive is a violation.
#pragma once

#include <node_api.h>
#include <signal.h>

#include "call_site.h"
#include "fast_path.h"
#include "trace_file.h"
#if defined(PROBE_ATTACHED)
#include "attached/handle_count.h"
#endif

#if defined(__APPLE__)
#include <libproc.h>
#endif

namespace probe {

// The exit code at the first violation. src/probe/trace-file.ts recognizes a violation by its record, not by this code.
constexpr int kViolationExitCode = 86;
constexpr int kMostEnvironments = 256;
// The attached probe only reports, unless it is asked to end the process.
#if defined(PROBE_ATTACHED)
inline bool ends_at_violation = false;
#else
constexpr bool ends_at_violation = true;
#endif

struct Owner {
  uint64_t env;
  uint64_t thread;
  bool is_gone;  // teardown has begun: only finalizers use it now, on its own thread
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

inline thread_local uint64_t own_env = 0;
#if defined(PROBE_ATTACHED)
inline uint64_t CurrentEnvironment() { return own_env; }
#endif
// Set by the last throw of this thread. Whether its exception is still pending has to be asked: see pending_exception.h.
inline thread_local bool has_thrown = false;
inline bool destroys_statics = false;
inline bool called_late = false;

// Registered during teardown, and so called before the destructors of static objects, which were registered earlier.
inline void StaticsEnd() {
  destroys_statics = true;
  own_env = 0;
  fast_path.trusted_env = kNoEnvironment;
}

// A cleanup hook of the environment. After its teardown, another environment may have the same address.
inline void EnvironmentEnds(void* env) {
  pthread_mutex_lock(&owners_lock);
  for (Owner& owner : owners) {
    if (owner.env == reinterpret_cast<uint64_t>(env)) owner.is_gone = true;
  }
  pthread_mutex_unlock(&owners_lock);
  Write(kEnvironmentEnded, reinterpret_cast<uint64_t>(env));
  atexit(StaticsEnd);
}

inline bool IsGone(uint64_t env) {
  pthread_mutex_lock(&owners_lock);
  bool is_gone = false;
  for (Owner& owner : owners) is_gone = is_gone || (owner.env == env && owner.is_gone);
  pthread_mutex_unlock(&owners_lock);
  return is_gone;
}

// A call from the destructor of a static object. The real function still gets it: this is not always fatal, and the
// program should end as it does without the probe.
inline void NoteLateCall(uint64_t env, uint32_t function, void* return_address) {
#if !defined(PROBE_ATTACHED)
  if (called_late) return;
#endif
  called_late = true;
  RecordWithFrames(kLateCall, env, return_address, 0, function);
}

// The table entry of this environment, or else a free one: never used, or of an environment that is gone.
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

// Set while this thread runs the work of a request. Then it is one of the pool, and owns no environment: what looks like
// a new one was read from memory that is gone.
inline thread_local bool is_executing = false;

// Whether this thread can have environments: only if it has an isolate of V8.
inline bool MayOwnEnvironments() {
#if defined(PROBE_ATTACHED)
  return handle_count.isolate == nullptr || handle_count.isolate() != nullptr;
#else
  return true;
#endif
}

// The thread that owns the environment. A new environment, including one that reuses the address of one that is gone, is
// assigned to the calling thread.
inline uint64_t OwnerOf(uint64_t env) {
  uint64_t self = ThreadId();
  uint64_t thread = self;
  bool is_new = false;
  pthread_mutex_lock(&owners_lock);
  Owner* owner = FindOwner(env);
  if (owner != nullptr) {
    is_new = owner->env != env || (owner->thread != self && (owner->is_gone || !IsAlive(owner->thread)));
    if (is_new && (is_executing || !MayOwnEnvironments())) {
      pthread_mutex_unlock(&owners_lock);
      return trace_header->main_thread;
    }
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

#if defined(PROBE_ATTACHED)
// The last call of this thread that began while an exception was pending: where it returns to.
inline thread_local void* pending_call = nullptr;

// Whether the exception that this thread has thrown, or that a call returned, is still pending.
inline void AskForException(uint64_t env, void* return_address) {
  bool is_pending = false;
  PROBE_REAL(napi_is_exception_pending)(reinterpret_cast<napi_env>(env), &is_pending);
  pending_call = is_pending ? return_address : nullptr;
  if (is_pending) return;
  has_thrown = false;
  fast_path.trusted_env = env;
}
#endif

__attribute__((noinline)) inline void CheckThread(uint64_t env, uint32_t function, void* return_address) {
  if (trace_records == nullptr) return;
  // Null is refused with a status, but a thread of the pool has no business here, whatever it passes.
  if (env == 0 && !is_executing) return;
  if (destroys_statics && IsGone(env)) {
    NoteLateCall(env, function, return_address);
    return;
  }
  uint64_t owner = env == 0 ? trace_header->main_thread : OwnerOf(env);
  if (owner == ThreadId()) {
    own_env = env;
    fast_path.trusted_env = has_thrown ? kNoEnvironment : env;
#if defined(PROBE_ATTACHED)
    if (has_thrown) AskForException(env, return_address);
#endif
    return;
  }
  RecordWithFrames(kViolation, env, return_address, owner, function);
  if (ends_at_violation) _exit(kViolationExitCode);
}

#if defined(PROBE_ATTACHED)
#define PROBE_COUNTS_DOWN() (__builtin_expect(--::probe::fast_path.calls_until_count >= 0, 1))
inline void CountIfDue(uint32_t function, void* return_address) {
  if (fast_path.calls_until_count < 0) CountHandles(function, return_address);
}
#else
#define PROBE_COUNTS_DOWN() true
inline void CountIfDue(uint32_t, void*) {}
#endif

#define PROBE_IS_TRUSTED(env) \
  (__builtin_expect(reinterpret_cast<uint64_t>(env) == ::probe::fast_path.trusted_env, 1))

// Whether a call needs no check. A thread makes most of its calls with the same environment.
#define PROBE_IS_FAST(env) (PROBE_COUNTS_DOWN() && PROBE_IS_TRUSTED(env))

// What a call needs otherwise.
#define PROBE_CHECK_AT(env, function, return_address, check)                                           \
  do {                                                                                                 \
    ::probe::CountIfDue((function), (return_address));                                                 \
    if (!PROBE_IS_TRUSTED(env)) check(reinterpret_cast<uint64_t>(env), (function), (return_address));  \
  } while (0)
#define PROBE_CHECK_THREAD_AT(env, function, return_address) \
  PROBE_CHECK_AT(env, function, return_address, ::probe::CheckThread)

#define PROBE_CHECK_THREAD(env, function)                                                              \
  do {                                                                                                 \
    if (!PROBE_IS_FAST(env)) PROBE_CHECK_THREAD_AT(env, function, PROBE_RETURN_ADDRESS());             \
  } while (0)

#define PROBE_COLD static __attribute__((noinline, cold))

#define PROBE_RETURN_ADDRESS() (__builtin_extract_return_addr(__builtin_return_address(0)))
#define PROBE_CALL_SITE() (::probe::SiteOf(PROBE_RETURN_ADDRESS()))
#define PROBE_STACK() (::probe::StackOf(PROBE_RETURN_ADDRESS()))

}  // namespace probe
