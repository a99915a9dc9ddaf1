// Threads that the add-on starts itself: when each one starts and ends, and whether it is joined or detached.
#pragma once

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <uv.h>

#include "blocks.h"
#include "call_site.h"
#include "table.h"
#include "thread_rule.h"
#include "trace_file.h"

namespace probe {

// The real functions.
struct Threads {
  int (*create)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  int (*join)(pthread_t, void**);
  int (*detach)(pthread_t);
};
inline Threads real_threads;

template <typename Function>
inline void FindThreadFunction(Function* function, const char* name) {
  *function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

// A thread may end by returning or by pthread_exit, whatever runs inside of it. The system calls this at the end of both.
// https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_key_create.html
inline pthread_key_t thread_key;
inline void EndThread(void* id) { Write(kThreadEnded, reinterpret_cast<uint64_t>(id)); }

inline void FindThreads() {
  FindThreadFunction(&real_threads.create, "pthread_create");
  FindThreadFunction(&real_threads.join, "pthread_join");
  FindThreadFunction(&real_threads.detach, "pthread_detach");
  pthread_key_create(&thread_key, &EndThread);
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
  pthread_setspecific(thread_key, reinterpret_cast<void*>(id));
  Write(kThreadStarted, id);
}

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
inline Blocks<StartBlock> start_blocks;

inline void GiveStartBlock(void* start) { start_blocks.Give(static_cast<StartBlock*>(start)); }

template <typename Result>
inline ThreadStart<Result>* NewThreadStart(Result (*run)(void*), void* argument) {
  static_assert(sizeof(ThreadStart<Result>) <= sizeof(StartBlock), "it has to fit into a block");
  auto* start = reinterpret_cast<ThreadStart<Result>*>(start_blocks.Take());
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
  return start.run(start.argument);
}

inline void RunUvThread(void* data) {
  auto start = TakeThreadStart<void>(data);
  start.run(start.argument);
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
