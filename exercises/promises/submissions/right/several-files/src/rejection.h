#pragma once

#include <napi.h>

void Reject(Napi::Promise::Deferred deferred, Napi::Error error, const char* code);
