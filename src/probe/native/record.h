// What the probe records: the kinds of records, their layout, and the clock and the threads they refer to.
// Keep the layout in sync with src/probe/trace-file.ts, which reads the file.
#pragma once

#include <pthread.h>
#include <stdint.h>
#include <unistd.h>
#include <uv.h>

#if defined(__linux__)
#include <sys/syscall.h>
#endif

#if defined(PROBE_ATTACHED)
#include "attached/clock.h"
#endif

namespace probe {

enum Kind : uint32_t {
  kNothing = 0,
  kEnvironment,       // a = napi_env: the first call of this environment; this thread owns it
  kWorkCreated,       // a = work id, b = call site, c = 1: its data, or the request, is on the stack
  kWorkQueued,        // a = work id, b = call site
  kWorkCancelled,     // a = work id
  kWorkDeleted,       // a = work id
  kExecuteBegin,      // a = work id
  kExecuteEnd,        // a = work id
  kCompleteBegin,     // a = work id
  kCompleteEnd,       // a = work id
  kReferenceCreated,  // a = napi_ref, b = call site
  kReferenceDeleted,  // a = napi_ref
  kScopeOpened,       // a = scope, b = call site
  kScopeClosed,       // a = scope
  kFunctionCreated,   // thread-safe: a = function id, b = call site, c = threads
  kFunctionAcquired,  // a = function id
  kFunctionReleased,  // a = function id, b = mode
  kFunctionCalled,    // a = function id, b = mode
  kFunctionJsBegin,   // a = function id
  kFunctionJsEnd,     // a = function id
  kFunctionFinalized, // a = function id
  kThreadCreated,     // a = thread id, b = call site
  kAsyncOpened,       // a = uv_async_t, b = call site
  kAsyncSent,         // a = uv_async_t
  kLoopRun,           // b = call site (uv_run)
  kViolation,         // a = napi_env, b = call site, c = owner thread, function = index of the function
  kCallFailed,        // a = status, b = call site, function = index of the function
  kSample,            // followed by the frames of this thread
  kFrame,             // a = frame number, b = address in the module, c = stack; if c is 0, the frame belongs to
                      // the last violation, sample, late call or std::terminate of this thread
  kLateCall,          // a = napi_env, b = call site, function = index of the function; followed by its frames
  kOverrun,           // a = size of the block, b = call site of its allocation, c = bytes written past its end
  kWrapped,           // a = id of the wrap, b = call site
  kWrapFinalized,     // a = id of the wrap
  kModulePath,        // a, b, c = 24 bytes of the module's path; function = index of this part
  kWentOn,            // b = call site, function = index of the function
  kRequestFinished,   // a = work id, b = call site of uv_queue_work
  kRequestFreed,      // a = work id: its memory was freed, or it was queued again
  kDeferredCreated,   // a = deferred id, b = call site
  kDeferredSettled,   // a = deferred id, b = call site, c = 1 if it was rejected
  kThreadStarted,     // a = thread id; this thread has it
  kThreadEnded,       // a = thread id
  kThreadJoined,      // a = thread id
  kThreadDetached,    // a = thread id, b = call site
  kTerminated,        // b = call site of std::terminate; followed by its frames
  kFunctionAnswered,  // a = function id, b = status: napi_call_threadsafe_function returned
  kFunctionRef,       // a = function id
  kFunctionUnref,     // a = function id, b = call site
  kEnvironmentEnded,  // a = napi_env: its teardown begins; only finalizers use it from here on
  kInstanceDataSet,   // a = id of the data, b = call site, c = napi_env
  kInstanceDataFinalized,  // a = id of the data
  kInstanceDataFreed,      // a = id of the data: its memory was freed
  kBlockLeft,         // a = size of the block, b = call site of its allocation, c = its age in ns
  kFunctionDataKept,       // a = id of the data, b = call site: a function was created with this data pointer
  kFunctionDataFreed,      // a = id of the data: its memory was freed
  kFunctionQueue,          // a = function id, b = the most calls that may wait, 0 for no limit
  kFunctionDepth,          // a = function id, b = the most calls that have waited at the same time
  kFunctionAfterClosing,   // a = function id, b = call site: this thread uses it although it was told napi_closing
  kPayloadPassed,            // a = id of the payload, b = call site, c = function id: the data of a call
  kPayloadFreed,           // a = id of the payload: its memory was freed
  kProcessEnded,           // by returning from main, or by exit()
  // Only by the attached probe:
  kOtherEnvironment,  // a = what is used, b = call site, c = napi_env of its owner, function = index of the function
  kSettledTwice,      // a = deferred id, b = call site
  kNoCallbackScope,   // b = call site: JavaScript is called from a libuv callback without a callback scope
  kManyHandles,       // b = call site, c = how many handles are alive
  kCallback,          // a = its duration, ns, b = address of the callback: at its end
  kHeld,              // b = address of the callback, c = for how long it held the JS thread, ns: longer than allowed
  kPoolHeld,          // b = address of the execute callback, c = for how long all threads of the pool were held, ns
};

// How a new reference keeps its object alive. One that napi_wrap or napi_add_finalizer returned is weak, and often goes
// with its object without being deleted.
enum Strength : uint64_t { kWeak, kStrong, kOfAnObject };

struct Record {
  uint64_t time_ns;
  uint64_t thread;
  uint32_t function;  // index into the table of wrapped functions
  uint32_t module;    // index of the module, if several are probed
  uint64_t a, b, c;
  uint64_t stack;     // for acquired resources: the stack of the call; see kFrame
  uint32_t reserved;
  uint32_t kind;      // written last: a record without it is incomplete
};
static_assert(sizeof(Record) == 64, "the reader expects 64 bytes");

struct Header {
  char magic[8];
  uint64_t capacity;  // records
  uint64_t next;      // slots reserved so far, including those beyond the capacity
  uint64_t modules;
  uint64_t counts[128];  // the number of records of each kind, including those that did not fit
  uint64_t main_thread;
  uint64_t urgent;  // slots reserved after the capacity
  uint64_t unused;  // only by the attached probe: slots that were reserved again before they had a record
};
// Extra slots for records that explain the end of the run, which must be kept even if the file is full.
constexpr uint64_t kUrgentRecords = 32;
constexpr uint64_t kHeaderBytes = 4096;
static_assert(sizeof(Header) <= kHeaderBytes, "the header has to fit into one page");

#if !defined(PROBE_ATTACHED)
// The clock of process.hrtime(), so that these records and JavaScript's events share one time axis. This function of Node.js
// has to stay undefined here: a linker that wants everything defined (-z defs) has to fail with the probe as it does without.
inline uint64_t Now() { return uv_hrtime(); }
#endif

inline uint64_t ReadThreadId() {
#if defined(__linux__)
  return static_cast<uint64_t>(syscall(SYS_gettid));
#else
  uint64_t id = 0;
  pthread_threadid_np(nullptr, &id);
  return id;
#endif
}

inline uint64_t ThreadId() {
  static thread_local uint64_t id = 0;
  if (id == 0) id = ReadThreadId();
  return id;
}

// The id of the main thread; 0 if it is unknown.
inline uint64_t MainThreadId() {
#if defined(__linux__)
  return static_cast<uint64_t>(getpid());
#else
  return pthread_main_np() ? ThreadId() : 0;
#endif
}

}  // namespace probe
