// The same for std::thread of libstdc++, whose constructor and whose two methods that end its responsibility are in the
// library. https://github.com/gcc-mirror/gcc/blob/master/libstdc%2B%2B-v3/src/c%2B%2B11/thread.cc
#pragma once

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "call_site.h"
#include "heap.h"
#include "threads.h"
#include "trace_file.h"

#define PROBE_STD_THREAD_START "_ZNSt6thread15_M_start_threadESt10unique_ptrINS_6_StateESt14default_deleteIS1_EEPFvvE"
#if defined(__APPLE__)
#define PROBE_STD_THREAD_JOIN "_ZNSt3__16thread4joinEv"
#define PROBE_STD_THREAD_DETACH "_ZNSt3__16thread6detachEv"
#else
#define PROBE_STD_THREAD_JOIN "_ZNSt6thread4joinEv"
#define PROBE_STD_THREAD_DETACH "_ZNSt6thread6detachEv"
#endif

namespace probe {

// The real functions. A std::thread begins with its pthread_t, and `state` points to a unique_ptr.
struct StdThreads {
  void (*start)(pthread_t* self, void** state, void (*)());
  void (*join)(pthread_t* self);
  void (*detach)(pthread_t* self);
  void (*terminate)();
};
inline StdThreads real_std_threads;

inline void FindStdThreads() {
  FindThreadFunction(&real_std_threads.start, PROBE_STD_THREAD_START);
  FindThreadFunction(&real_std_threads.join, PROBE_STD_THREAD_JOIN);
  FindThreadFunction(&real_std_threads.detach, PROBE_STD_THREAD_DETACH);
  FindThreadFunction(&real_std_threads.terminate, "_ZSt9terminatev");
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

}  // namespace probe

extern "C" {

#if defined(__linux__)
void probe_std_thread_start(pthread_t* self, void** state, void (*depend)()) PROBE_THREAD(PROBE_STD_THREAD_START);
void probe_std_thread_start(pthread_t* self, void** state, void (*depend)()) {
  probe::StdState* given = probe::NewStdState(*state);
  *state = given;
  uint64_t id = given->id;
  PROBE_NOTE_THREAD(probe::kThreadCreated, id);
  if (probe::real_std_threads.start != nullptr) {
    probe::real_std_threads.start(self, state, depend);
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
    if (probe::real_std_threads.join != nullptr) {
      probe::real_std_threads.join(self);
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
  if (probe::real_std_threads.detach != nullptr) {
    probe::real_std_threads.detach(self);
  } else {
    if (probe::real_threads.detach(*self) != 0) abort();
    *self = {};
  }
}

// The destructor of a std::thread calls this, inlined into the add-on, if the thread was neither joined nor detached.
void probe_terminate() PROBE_THREAD("_ZSt9terminatev");
void probe_terminate() {
  probe::RecordWithFrames(probe::kTerminated, 0, PROBE_RETURN_ADDRESS());
  if (probe::real_std_threads.terminate != nullptr) probe::real_std_threads.terminate();
  abort();
}

}  // extern "C"
