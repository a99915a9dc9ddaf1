// Handles that grow without bound: an add-on that creates them in a loop has to open a handle scope in it.
// https://nodejs.org/api/n-api.html#making-handle-lifespan-shorter-than-that-of-the-native-method
#pragma once

#include <dlfcn.h>
#include <stdint.h>

#include "../call_site.h"
#include "../fast_path.h"

namespace probe {

constexpr uint64_t kMostHandles = 1000 * 1000;

// V8 itself knows the number: https://v8docs.nodesource.com/node-20.3/d3/d95/classv8_1_1_handle_scope.html
struct HandleCount {
  void* (*isolate)();
  int (*number)(void* isolate);
};

inline HandleCount handle_count = {};

inline void FindHandleCount() {
  handle_count = {reinterpret_cast<void* (*)()>(dlsym(RTLD_DEFAULT, "_ZN2v87Isolate13TryGetCurrentEv")),
                  reinterpret_cast<int (*)(void*)>(dlsym(RTLD_DEFAULT, "_ZN2v811HandleScope15NumberOfHandlesEPNS_7IsolateE"))};
}

__attribute__((noinline, cold)) inline void CountHandles(uint32_t function, void* return_address) {
  fast_path.calls_until_count = kCallsBetweenCounts;
  if (trace_records == nullptr || handle_count.isolate == nullptr || handle_count.number == nullptr) return;
  void* isolate = handle_count.isolate();
  if (isolate == nullptr) return;
  auto handles = static_cast<uint64_t>(handle_count.number(isolate));
  if (handles >= kMostHandles) Write(kManyHandles, 0, SiteOf(return_address), handles, function);
}

}  // namespace probe
