#include "rest.h"

#include <chrono>
#include <thread>

void rest(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

// MISTAKE: an add-on has one init function, and myaddon.cc has it already.
#include <napi.h>

static Napi::Object Init(Napi::Env env, Napi::Object exports) { return exports; }

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
