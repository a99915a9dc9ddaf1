#pragma once

#include <napi.h>

// Computes one square root in the pool, and settles the deferred.
void StartRoot(Napi::Env env, Napi::Promise::Deferred deferred, double n);
