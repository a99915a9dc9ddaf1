#pragma once
#include <napi.h>

Napi::Value SquareRoot(const Napi::CallbackInfo& info);
Napi::Value Attempt(const Napi::CallbackInfo& info);
