// The trace file: a header and fixed-size records in a shared memory mapping, which survive any end of the process.
// Writers take no lock: each reserves a slot with one atomic addition.
#pragma once

#if defined(PROBE_ATTACHED)
#include "attached/ring_file.h"
#else

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

#if defined(__linux__)
#include <signal.h>
#include <sys/prctl.h>
#endif

#include "record.h"

namespace probe {

inline Header* trace_header = nullptr;
inline Record* trace_records = nullptr;
inline uint64_t trace_capacity = 0;
inline uint32_t module_number = 0;

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

// Frequent records are only counted once the file is half full, so that they leave room for the others.
inline bool IsMinor(Kind kind) {
  switch (kind) {
    case kReferenceCreated:
    case kReferenceDeleted:
    case kScopeOpened:
    case kScopeClosed:
    case kFunctionCalled:
    case kFunctionAnswered:
    case kFunctionJsBegin:
    case kFunctionJsEnd:
    case kAsyncSent:
    case kWrapped:
    case kWrapFinalized:
    case kDeferredCreated:
    case kDeferredSettled:
    case kFunctionDataKept:
    case kPayloadPassed:
      return true;
    default:
      return false;
  }
}

inline bool HasRoomForMinor() {
  return __atomic_load_n(&trace_header->next, __ATOMIC_RELAXED) < trace_capacity / 2;
}

// Does nothing if no trace file is open. The add-on then works as it does without the probe.
inline void Write(Kind kind, uint64_t a = 0, uint64_t b = 0, uint64_t c = 0, uint32_t function = 0,
                  uint64_t stack = 0) {
  if (trace_records == nullptr) return;
  __atomic_fetch_add(&trace_header->counts[kind], 1, __ATOMIC_RELAXED);
  if (IsMinor(kind) && !HasRoomForMinor()) return;
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

// Registered before the destructors of static objects, and so called after them.
inline void RecordEnd() { WriteUrgent(kProcessEnded, 0, 0); }

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

#endif  // PROBE_ATTACHED
