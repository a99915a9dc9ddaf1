// What the seeded add-ons in C have in common. Each exported function is a scenario; a comment `scenario: rule` marks the
// line that the rule has to name.
#pragma once
#include <node_api.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>
#include <uv.h>

#define EXPORTS(name) {#name, NULL, name, NULL, NULL, NULL, napi_default, NULL}

static void busy(int ms) {
  uint64_t end = uv_hrtime() + (uint64_t)ms * 1000000;
  while (uv_hrtime() < end) {
  }
}

static napi_value callback_of(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value callback;
  napi_get_cb_info(env, info, &argc, &callback, NULL, NULL);
  return callback;
}

static napi_value text(napi_env env) {
  napi_value name;
  napi_create_string_utf8(env, "seeded", NAPI_AUTO_LENGTH, &name);
  return name;
}

static void run_thread(void* (*run)(void*), void* data) {
  pthread_t thread;
  pthread_create(&thread, NULL, run, data);
  pthread_join(thread, NULL);
}
