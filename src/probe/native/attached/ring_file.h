// The trace file of the attached probe: the most recent records, and places where nothing is overwritten. Each process
// creates its own when it loads its first add-on. Keep the layout in sync with src/probe/attached-trace.ts.
#pragma once

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "../record.h"
#include "places.h"
#include "reference_table.h"

namespace probe {

// What a timeline shows of a record. Half as long as the linked probe's, for each one is memory that the processor has to
// get first: threads write to one after the other.
struct RingRecord {
  uint64_t time_ns;
  uint64_t a, b;
  uint32_t thread;
  uint16_t function;
  uint16_t kind;  // written last: a record without it is incomplete
};
static_assert(sizeof(RingRecord) == 32, "the reader expects 32 bytes");

constexpr uint64_t kRingRecords = 1 << 15;
constexpr uint64_t kRingBytes = kRingRecords * sizeof(RingRecord);
constexpr uint64_t kPlacesBytes = kMostPlaces * sizeof(Place);
constexpr uint64_t kModuleBytes = 1024;
constexpr uint64_t kFileBytes = kHeaderBytes + kRingBytes + kPlacesBytes + kMostModules * kModuleBytes;
// Where the command line is in the header's page: arguments that end with NUL.
constexpr uint64_t kCommandOffset = 2048;
constexpr uint64_t kCommandBytes = kHeaderBytes - kCommandOffset;

inline Header* trace_header = nullptr;
inline RingRecord* trace_records = nullptr;

// The environment of this thread's current call. Defined in thread_rule.h.
inline uint64_t CurrentEnvironment();

// The slots of the ring that a thread has reserved. One that goes on writing reserves more and more at once: what all
// threads write to is in the cache of another processor most of the time, and a change of it waits for all that the thread
// has written before.
struct Slots {
  uint64_t next;
  uint64_t end;
  uint64_t count;
};
constexpr uint64_t kFewestSlotsAtOnce = 2;
constexpr uint64_t kMostSlotsAtOnce = 32;

inline void Clear(const Slots& slots) {
  uint64_t unused = 0;
  for (uint64_t slot = slots.next; slot < slots.end; slot++) {
    uint16_t* kind = &trace_records[slot % kRingRecords].kind;
    if (slot >= kRingRecords && __atomic_load_n(kind, __ATOMIC_RELAXED) == kNothing) unused++;
    __atomic_store_n(kind, static_cast<uint16_t>(kNothing), __ATOMIC_RELAXED);
  }
  if (unused > 0) __atomic_fetch_add(&trace_header->unused, unused, __ATOMIC_RELAXED);
}

inline RingRecord* NextSlot() {
  static thread_local Slots slots = {};
  // What a thread has reserved is lost to it before the others come round to it.
  bool is_late = __atomic_load_n(&trace_header->next, __ATOMIC_RELAXED) > slots.next + kRingRecords / 2;
  if (slots.next == slots.end || is_late) {
    uint64_t more = slots.count < kMostSlotsAtOnce ? 2 * slots.count : kMostSlotsAtOnce;
    slots.count = is_late || slots.count == 0 ? kFewestSlotsAtOnce : more;
    slots.next = __atomic_fetch_add(&trace_header->next, slots.count, __ATOMIC_RELAXED);
    slots.end = slots.next + slots.count;
    Clear(slots);
  }
  return &trace_records[slots.next++ % kRingRecords];
}

// The count of ticks was read just now. Not a part of its callers, which are many.
__attribute__((noinline)) inline void Store(uint64_t ticks, Kind kind, uint64_t a, uint64_t b, uint32_t function) {
  RingRecord* record = NextSlot();
  record->time_ns = TimeOf(ticks);
  record->a = a;
  record->b = b;
  record->thread = static_cast<uint32_t>(ThreadId());
  record->function = static_cast<uint16_t>(function);
  __atomic_store_n(&record->kind, static_cast<uint16_t>(kind), __ATOMIC_RELEASE);
}

// The kind is known where this is called, so all but one of the cases go away when it is inlined.
__attribute__((always_inline)) inline void Account(Kind kind, uint64_t a, uint64_t b, uint64_t c, uint32_t function) {
  switch (kind) {
    case kReferenceCreated:
      // Of those that an object has, nothing says that they are gone: see Strength.
      if (c == kOfAnObject) return;
      // Only strong references keep objects alive.
      return AcquireReference(a, CurrentEnvironment(), c == kWeak ? nullptr : PlaceOf(kind, b, c, function));
    case kReferenceDeleted:
      return ReleaseReference(a);
    case kEnvironmentEnded:
      return EndResourcesOf(a);
    case kViolation:
    case kLateCall:
    case kWentOn:
    case kFunctionAfterClosing:
    case kOtherEnvironment:
    case kSettledTwice:
    case kNoCallbackScope:
    case kManyHandles:
    case kHeld:
    case kPoolHeld:
      return CountAt(kind, b, c, function);
    default:
      return;
  }
}

// Whether a timeline shows it: see src/timeline. The others would take the place of those, and are only counted, if at all.
__attribute__((always_inline)) inline bool IsShown(Kind kind, uint64_t b) {
  switch (kind) {
    case kEnvironment:
    case kEnvironmentEnded:
    case kExecuteBegin:
    case kExecuteEnd:
    case kCompleteBegin:
    case kCompleteEnd:
    case kWorkCancelled:
    case kFunctionCalled:
    case kFunctionJsBegin:
    case kFunctionJsEnd:
    case kThreadCreated:
    case kThreadStarted:
    case kThreadEnded:
    case kViolation:
    case kCallback:
      return true;
    case kFunctionAnswered:
      return b == napi_queue_full;
    default:
      return false;
  }
}

// Does nothing if no trace file is open. The add-on then works as it does without the probe.
__attribute__((always_inline)) inline void Write(Kind kind, uint64_t a = 0, uint64_t b = 0, uint64_t c = 0,
                                                 uint32_t function = 0, uint64_t = 0) {
  if (trace_records == nullptr) return;
  if (IsShown(kind, b)) Store(Ticks(), kind, a, b, function);
  Account(kind, a, b, c, function);
}

// Of a kind that is shown, and not counted: with the time of a count that was read just now.
__attribute__((always_inline)) inline void WriteAt(uint64_t ticks, Kind kind, uint64_t a, uint64_t b = 0) {
  if (trace_records == nullptr) return;
  Store(ticks, kind, a, b, 0);
}

// What the add-on has to release. Null if that is not followed.
inline Resource* AcquireAt(Kind kind, uint64_t id, uint64_t site) {
  if (trace_records == nullptr) return nullptr;
  return Acquire(kind, id, CurrentEnvironment(), PlaceOf(kind, site, 0, 0));
}

inline void WriteUrgent(Kind kind, uint64_t a, uint64_t b, uint64_t c = 0, uint32_t function = 0) {
  Write(kind, a, b, c, function);
}

inline bool HasRoomForMinor() { return true; }

inline char* ModuleEntry(uint32_t index) {
  return reinterpret_cast<char*>(trace_header) + kHeaderBytes + kRingBytes + kPlacesBytes + index * kModuleBytes;
}

// The last byte says whether the module is watched; before that, the path ends with NUL.
inline void StoreModule(uint32_t index, const char* path, bool is_watched) {
  if (trace_records == nullptr) return;
  strncpy(ModuleEntry(index), path, kModuleBytes - 2);
  ModuleEntry(index)[kModuleBytes - 1] = is_watched ? 1 : 0;
}

inline bool IsStored(uint32_t index, const char* path) {
  return trace_records == nullptr || strncmp(ModuleEntry(index), path, kModuleBytes - 2) == 0;
}

inline void StoreCommand() {
  int file = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t length = read(file, reinterpret_cast<char*>(trace_header) + kCommandOffset, kCommandBytes - 1);
  (void)length;
  close(file);
}

// MADV_POPULATE_WRITE, which older headers do not have.
constexpr int kPopulateForWriting = 23;

// A child of fork() shares the mapping, but is not the process that the file is about.
inline void StopInChild() { trace_records = nullptr; }

// The space is allocated at once: without it, a full disk would end the process with SIGBUS.
inline void CreateTrace(const char* folder) {
  char name[4096];
  int length = snprintf(name, sizeof name, "%s/%ld-%llu", folder, static_cast<long>(getpid()),
                        static_cast<unsigned long long>(Now()));
  if (length < 0 || static_cast<size_t>(length) >= sizeof name) return;
  int file = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (posix_fallocate(file, 0, kFileBytes) == 0) {
    void* memory = mmap(nullptr, kFileBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) {
      trace_header = static_cast<Header*>(memory);
      places = reinterpret_cast<Place*>(static_cast<char*>(memory) + kHeaderBytes + kRingBytes);
      memcpy(trace_header->magic, "LYNRING1", 8);
      trace_header->capacity = kRingRecords;
      trace_header->main_thread = MainThreadId();
      StoreCommand();
      trace_records = reinterpret_cast<RingRecord*>(static_cast<char*>(memory) + kHeaderBytes);
      // Now, not one page after the other while the program runs. Since Linux 5.14, and not needed:
      // https://man7.org/linux/man-pages/man2/madvise.2.html
      madvise(memory, kHeaderBytes + kRingBytes, kPopulateForWriting);
      pthread_atfork(nullptr, nullptr, &StopInChild);
    }
  }
  close(file);
}

}  // namespace probe
