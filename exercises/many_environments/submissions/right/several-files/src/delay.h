#pragma once

#include <napi.h>

void Delay(const Napi::CallbackInfo& info);
