// Callbacks of libuv, which have no callback scope: without one, an error that JavaScript throws is lost, and promises
// and process.nextTick wait. https://nodejs.org/api/n-api.html#napi_open_callback_scope
#pragma once

#include <stdint.h>
#include <uv.h>

#include "../table.h"
#include "held_thread.h"

namespace probe {

// How many callbacks of libuv this thread runs, and how many callback scopes the add-on has opened in them.
inline thread_local uint32_t uv_callbacks = 0;
inline thread_local uint32_t callback_scopes = 0;

inline bool LacksCallbackScope() { return uv_callbacks > 0 && callback_scopes == 0; }

// Sets both, and restores them at its end.
class CallbackScopes {
 public:
  CallbackScopes(uint32_t callbacks, uint32_t scopes) : outer_callbacks_(uv_callbacks), outer_scopes_(callback_scopes) {
    uv_callbacks = callbacks;
    callback_scopes = scopes;
  }
  ~CallbackScopes() {
    uv_callbacks = outer_callbacks_;
    callback_scopes = outer_scopes_;
  }
  CallbackScopes(const CallbackScopes&) = delete;
  CallbackScopes& operator=(const CallbackScopes&) = delete;

 private:
  uint32_t outer_callbacks_;
  uint32_t outer_scopes_;
};

inline Table<uv_async_cb> async_callbacks;
inline Table<uv_timer_cb> timer_callbacks;

inline void RunAsync(uv_async_t* async) {
  uv_async_cb callback = nullptr;
  if (!async_callbacks.Get(async, &callback)) return;
  CallbackScopes scopes(1, 0);
  Hold hold(reinterpret_cast<const void*>(callback));
  callback(async);
}

inline void RunTimer(uv_timer_t* timer) {
  uv_timer_cb callback = nullptr;
  if (!timer_callbacks.Get(timer, &callback)) return;
  CallbackScopes scopes(1, 0);
  Hold hold(reinterpret_cast<const void*>(callback));
  callback(timer);
}

}  // namespace probe

#define PROBE_UV_CALLBACK() ::probe::CallbackScopes scopes(1, 0)
