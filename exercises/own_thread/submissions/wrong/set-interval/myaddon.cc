#include <napi.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

Napi::Object Init(Napi::Env env, Napi::Object exports) { return exports; }

NODE_API_MODULE(myaddon, Init)
