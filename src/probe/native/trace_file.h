// The trace file: a header and fixed-size records in a shared memory mapping, which survive any end of the process.
// Writers take no lock: each reserves a slot with one atomic addition.
// Keep the layout in sync with src/probe/trace-file.ts, which reads the file.
#pragma once

#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#if defined(__linux__)
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
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
};

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
  uint64_t counts[64];  // the number of records of each kind, including those that did not fit
  uint64_t main_thread;
  uint64_t urgent;  // slots reserved after the capacity
};
// Extra slots for records that explain the end of the run, which must be kept even if the file is full.
constexpr uint64_t kUrgentRecords = 32;
constexpr uint64_t kHeaderBytes = 4096;
static_assert(sizeof(Header) <= kHeaderBytes, "the header has to fit into one page");

inline Header* trace_header = nullptr;
inline Record* trace_records = nullptr;
inline uint64_t trace_capacity = 0;
inline uint32_t module_number = 0;

// The clock of process.hrtime(), so that these records and JavaScript's events share one time axis.
inline uint64_t Now() { return uv_hrtime(); }

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

inline void Fill(Record* record, Kind kind, uint64_t a, uint64_t b, uint64_t c, uint32_t function, uint64_t stack) {
  record->time_ns = Now();
  record->thread = ThreadId();
  record->function = function;
  record->module = module_number;
  record->a = a;
  record->b = b;
  record->c = c;
  record->stack = stack;
  __atomic_store_n(&record->kind, static_cast<uint32_t>(kind), __ATOMIC_RELEASE);
}

// Does nothing if no trace file is open. The add-on then works as it does without the probe.
inline void Write(Kind kind, uint64_t a = 0, uint64_t b = 0, uint64_t c = 0, uint32_t function = 0,
                  uint64_t stack = 0) {
  if (trace_records == nullptr) return;
  __atomic_fetch_add(&trace_header->counts[kind], 1, __ATOMIC_RELAXED);
  uint64_t slot = __atomic_fetch_add(&trace_header->next, 1, __ATOMIC_RELAXED);
  if (slot < trace_capacity) Fill(&trace_records[slot], kind, a, b, c, function, stack);
}

// For records that are written once, right before the process ends.
inline void WriteUrgent(Kind kind, uint64_t a, uint64_t b, uint64_t c = 0, uint32_t function = 0) {
  if (trace_records == nullptr) return;
  __atomic_fetch_add(&trace_header->counts[kind], 1, __ATOMIC_RELAXED);
  uint64_t slot = __atomic_fetch_add(&trace_header->urgent, 1, __ATOMIC_RELAXED);
  if (slot < kUrgentRecords) Fill(&trace_records[trace_capacity + slot], kind, a, b, c, function, 0);
}

// Frequent records are only counted once the file is half full, so that they leave room for the others.
inline bool HasRoomForMinor() {
  return __atomic_load_n(&trace_header->next, __ATOMIC_RELAXED) < trace_capacity / 2;
}

inline void WriteMinor(Kind kind, uint64_t a = 0, uint64_t b = 0, uint64_t stack = 0, uint64_t c = 0) {
  if (trace_records == nullptr) return;
  if (HasRoomForMinor()) {
    Write(kind, a, b, c, 0, stack);
  } else {
    __atomic_fetch_add(&trace_header->counts[kind], 1, __ATOMIC_RELAXED);
  }
}

// The parent process ends a run that spins or hangs. If the parent itself is killed, the run must end, too.
inline void EndWithParent() {
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

// The parent process creates the file with its header. Its size determines the capacity.
inline void OpenTrace() {
  const char* path = getenv("LEARNYOUNATIVE_TRACE_FILE");
  if (path == nullptr) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  struct stat status;
  if (fstat(file, &status) == 0 && static_cast<uint64_t>(status.st_size) > kHeaderBytes + kUrgentRecords * sizeof(Record)) {
    void* memory = mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) {
      trace_header = static_cast<Header*>(memory);
      trace_records = reinterpret_cast<Record*>(static_cast<char*>(memory) + kHeaderBytes);
      trace_capacity = (static_cast<uint64_t>(status.st_size) - kHeaderBytes) / sizeof(Record) - kUrgentRecords;
      uint64_t unknown = 0;
      __atomic_compare_exchange_n(&trace_header->main_thread, &unknown, MainThreadId(), false, __ATOMIC_RELAXED,
                                  __ATOMIC_RELAXED);
      module_number = static_cast<uint32_t>(__atomic_fetch_add(&trace_header->modules, 1, __ATOMIC_RELAXED));
    }
  }
  close(file);
  EndWithParent();
}

}  // namespace probe
