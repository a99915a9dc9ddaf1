// Threads that the add-on starts itself: when each one starts and ends, and whether it is joined or detached.
#pragma once

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <uv.h>

#include "call_site.h"
#include "heap.h"
#include "table.h"
#include "thread_rule.h"
#include "trace_file.h"

namespace probe {

// std::thread of libstdc++: its constructor and the two methods that end its responsibility are in the library.
// https://github.com/gcc-mirror/gcc/blob/master/libstdc%2B%2B-v3/src/c%2B%2B11/thread.cc
#define PROBE_STD_THREAD_START "_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE"
#if defined(__APPLE__)
#define PROBE_STD_THREAD_JOIN "_ZNSt3__16thread4joinEv"
#define PROBE_STD_THREAD_DETACH "_ZNSt3__16thread6detachEv"
#else
#define PROBE_STD_THREAD_JOIN "_ZNSt6thread4joinEv"
#define PROBE_STD_THREAD_DETACH "_ZNSt6thread6detachEv"
#endif

// The real functions. A std::thread begins with its pthread_t, and `state` points to a unique_ptr.
struct Threads {
  int (*create)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  int (*join)(pthread_t, void**);
  int (*detach)(pthread_t);
  void (*std_start)(pthread_t* self, void** state, void (*)());
  void (*std_join)(pthread_t* self);
  void (*std_detach)(pthread_t* self);
  void (*terminate)();
};
inline Threads real_threads;

template <typename Function>
inline void FindThreadFunction(Function* function, const char* name) {
  *function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

inline void FindThreads() {
  FindThreadFunction(&real_threads.create, "pthread_create");
  FindThreadFunction(&real_threads.join, "pthread_join");
  FindThreadFunction(&real_threads.detach, "pthread_detach");
  FindThreadFunction(&real_threads.std_start, PROBE_STD_THREAD_START);
  FindThreadFunction(&real_threads.std_join, PROBE_STD_THREAD_JOIN);
  FindThreadFunction(&real_threads.std_detach, PROBE_STD_THREAD_DETACH);
  FindThreadFunction(&real_threads.terminate, "_ZSt9terminatev");
}

// The ids of the threads that were neither joined nor detached yet, by their pthread_t.
inline Table<uint64_t> joinable_threads;
inline thread_local uint64_t own_thread = 0;

inline const void* KeyOf(pthread_t thread) { return reinterpret_cast<const void*>(thread); }

// Takes the id out of the table. 0 for a thread that the add-on did not start.
inline uint64_t TakeThread(pthread_t thread) {
  uint64_t id = 0;
  bool is_known = joinable_threads.Take(KeyOf(thread), &id);
  // A thread may detach itself before its creator has stored its id.
  if (!is_known && own_thread != 0 && pthread_equal(thread, pthread_self())) return own_thread;
  return id;
}

inline void BeginThread(uint64_t id) {
  own_thread = id;
  Write(kThreadStarted, id);
}

inline void EndThread(uint64_t id) { Write(kThreadEnded, id); }

// What a thread of pthread_create or uv_thread_create runs.
template <typename Result>
struct ThreadStart {
  Result (*run)(void*);
  void* argument;
  uint64_t id;
};

// A thread that only just starts frees nothing: its first call of the allocator would set up memory for this thread, which
// takes longer than many threads live. The next thread to be started uses the block.
union StartBlock {
  StartBlock* next;
  ThreadStart<void*> start;
};
inline StartBlock* unused_starts = nullptr;
inline pthread_mutex_t starts_lock = PTHREAD_MUTEX_INITIALIZER;

inline void* TakeStartBlock() {
  pthread_mutex_lock(&starts_lock);
  StartBlock* block = unused_starts;
  if (block != nullptr) unused_starts = block->next;
  pthread_mutex_unlock(&starts_lock);
  return block != nullptr ? block : probe::Allocate(sizeof(StartBlock));
}

inline void GiveStartBlock(void* start) {
  auto* block = static_cast<StartBlock*>(start);
  pthread_mutex_lock(&starts_lock);
  block->next = unused_starts;
  unused_starts = block;
  pthread_mutex_unlock(&starts_lock);
}

template <typename Result>
inline ThreadStart<Result>* NewThreadStart(Result (*run)(void*), void* argument) {
  static_assert(sizeof(ThreadStart<Result>) <= sizeof(StartBlock), "it has to fit into a block");
  auto* start = static_cast<ThreadStart<Result>*>(TakeStartBlock());
  if (start == nullptr) abort();
  *start = {run, argument, NextId()};
  return start;
}

template <typename Result>
inline ThreadStart<Result> TakeThreadStart(void* data) {
  auto start = *static_cast<ThreadStart<Result>*>(data);
  GiveStartBlock(data);
  BeginThread(start.id);
  return start;
}

inline void* RunThread(void* data) {
  auto start = TakeThreadStart<void*>(data);
  void* result = start.run(start.argument);
  EndThread(start.id);
  return result;
}

inline void RunUvThread(void* data) {
  auto start = TakeThreadStart<void>(data);
  start.run(start.argument);
  EndThread(start.id);
}

// Stands in for a std::thread::_State, the object that the new thread runs and then deletes. It is written by hand, so
// that the probe needs no C++ library. https://itanium-cxx-abi.github.io/cxx-abi/abi.html#vtable
struct StdState {
  using Method = void (*)(StdState*);
  const Method* methods;  // the destructor, the destructor that also frees, _M_run
  StdState* given;
  uint64_t id;
};

inline void DestroyStdState(StdState* state) { state->given->methods[1](state->given); }

inline void DeleteStdState(StdState* state) {
  DestroyStdState(state);
  probe::Free(state);
}

inline void RunStdState(StdState* state) {
  BeginThread(state->id);
  state->given->methods[2](state->given);
  EndThread(state->id);
}

inline const StdState::Method kStdStateMethods[] = {&DestroyStdState, &DeleteStdState, &RunStdState};

inline StdState* NewStdState(void* given) {
  auto* state = static_cast<StdState*>(probe::Allocate(sizeof(StdState)));
  if (state == nullptr) abort();
  *state = {kStdStateMethods, static_cast<StdState*>(given), NextId()};
  return state;
}

// As libstdc++ does it, for an add-on that contains that library itself.
inline void* RunStdThread(void* data) {
  auto* state = static_cast<StdState*>(data);
  RunStdState(state);
  DeleteStdState(state);
  return nullptr;
}

// Takes the id before the join: afterwards, a new thread may have the same pthread_t.
template <typename Join>
inline int JoinThread(pthread_t thread, Join join) {
  uint64_t id = TakeThread(thread);
  int status = join();
  if (id == 0) return status;
  if (status == 0) {
    Write(kThreadJoined, id);
  } else {
    joinable_threads.Put(KeyOf(thread), id);
  }
  return status;
}

}  // namespace probe

// Written before the thread is created, so that it precedes the thread's own records.
#define PROBE_NOTE_THREAD(kind, id) ::probe::Write(kind, (id), PROBE_CALL_SITE(), 0, 0, PROBE_STACK())

// The add-on's calls bind to these at link time. Weak: an add-on may define its own.
#if defined(__APPLE__)
#define PROBE_THREAD(name) __asm__("_" name) __attribute__((weak, visibility("hidden")))
#else
#define PROBE_THREAD(name) __asm__(name) __attribute__((weak, visibility("hidden")))
#endif

extern "C" {

int probe_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* argument)
    PROBE_THREAD("pthread_create");
int probe_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* argument) {
  auto* start = probe::NewThreadStart(run, argument);
  uint64_t id = start->id;
  int detach_state = PTHREAD_CREATE_JOINABLE;
  if (attributes != nullptr) pthread_attr_getdetachstate(attributes, &detach_state);
  PROBE_NOTE_THREAD(probe::kThreadCreated, id);
  if (detach_state == PTHREAD_CREATE_DETACHED) PROBE_NOTE_THREAD(probe::kThreadDetached, id);
  int status = probe::real_threads.create(thread, attributes, &probe::RunThread, start);
  if (status != 0) {
    probe::GiveStartBlock(start);
  } else if (detach_state != PTHREAD_CREATE_DETACHED) {
    probe::joinable_threads.Put(probe::KeyOf(*thread), id);
  }
  return status;
}

int probe_pthread_join(pthread_t thread, void** result) PROBE_THREAD("pthread_join");
int probe_pthread_join(pthread_t thread, void** result) {
  return probe::JoinThread(thread, [=] { return probe::real_threads.join(thread, result); });
}

int probe_pthread_detach(pthread_t thread) PROBE_THREAD("pthread_detach");
int probe_pthread_detach(pthread_t thread) {
  uint64_t id = probe::TakeThread(thread);
  if (id != 0) PROBE_NOTE_THREAD(probe::kThreadDetached, id);
  return probe::real_threads.detach(thread);
}

#if defined(__linux__)
void probe_std_thread_start(pthread_t* self, void** state, void (*depend)()) PROBE_THREAD(PROBE_STD_THREAD_START);
void probe_std_thread_start(pthread_t* self, void** state, void (*depend)()) {
  probe::StdState* given = probe::NewStdState(*state);
  *state = given;
  uint64_t id = given->id;
  PROBE_NOTE_THREAD(probe::kThreadCreated, id);
  if (probe::real_threads.std_start != nullptr) {
    probe::real_threads.std_start(self, state, depend);
  } else {
    if (probe::real_threads.create(self, nullptr, &probe::RunStdThread, given) != 0) abort();
    *state = nullptr;
  }
  probe::joinable_threads.Put(probe::KeyOf(*self), id);
}
#endif

void probe_std_thread_join(pthread_t* self) PROBE_THREAD(PROBE_STD_THREAD_JOIN);
void probe_std_thread_join(pthread_t* self) {
  probe::JoinThread(*self, [=] {
    if (probe::real_threads.std_join != nullptr) {
      probe::real_threads.std_join(self);
    } else {
      if (probe::real_threads.join(*self, nullptr) != 0) abort();
      *self = {};
    }
    return 0;
  });
}

void probe_std_thread_detach(pthread_t* self) PROBE_THREAD(PROBE_STD_THREAD_DETACH);
void probe_std_thread_detach(pthread_t* self) {
  uint64_t id = probe::TakeThread(*self);
  if (id != 0) PROBE_NOTE_THREAD(probe::kThreadDetached, id);
  if (probe::real_threads.std_detach != nullptr) {
    probe::real_threads.std_detach(self);
  } else {
    if (probe::real_threads.detach(*self) != 0) abort();
    *self = {};
  }
}

// The destructor of a std::thread calls this, inlined into the add-on, if the thread was neither joined nor detached.
void probe_terminate() PROBE_THREAD("_ZSt9terminatev");
void probe_terminate() {
  probe::RecordWithFrames(probe::kTerminated, 0, PROBE_RETURN_ADDRESS());
  if (probe::real_threads.terminate != nullptr) probe::real_threads.terminate();
  abort();
}

// uv.h declares these with default visibility: see libuv_threads.h.
int probe_uv_thread_create(uv_thread_t* thread, uv_thread_cb run, void* argument) PROBE_UV(uv_thread_create);
int probe_uv_thread_create(uv_thread_t* thread, uv_thread_cb run, void* argument) {
  auto* start = probe::NewThreadStart(run, argument);
  uint64_t id = start->id;
  PROBE_NOTE_THREAD(probe::kThreadCreated, id);
  int status = PROBE_REAL(uv_thread_create)(thread, &probe::RunUvThread, start);
  if (status != 0) {
    probe::GiveStartBlock(start);
  } else {
    probe::joinable_threads.Put(probe::KeyOf(*thread), id);
  }
  return status;
}

int probe_uv_thread_join(uv_thread_t* thread) PROBE_UV(uv_thread_join);
int probe_uv_thread_join(uv_thread_t* thread) {
  return probe::JoinThread(*thread, [=] { return PROBE_REAL(uv_thread_join)(thread); });
}

}  // extern "C"
