// MISTAKE: sleeps on the JS thread, and talks as if it had passed: on stdout,
// on stderr and on every other channel it can find.

#include <napi.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>

#ifdef _WIN32
static void TellEveryone(const char* text) {
  std::fputs(text, stdout);
  std::fputs(text, stderr);
}
#else
#include <sys/stat.h>
#include <unistd.h>

static void TellEveryone(const char* text) {
  for (int fd = 1; fd <= 9; fd++) {
    struct stat info;
    // Of the rest, only what is a channel between processes
    bool open = fstat(fd, &info) == 0 && (fd <= 2 || S_ISSOCK(info.st_mode));
    if (open && write(fd, text, std::strlen(text)) < 0) continue;
  }
}
#endif

static const char* const kLies =
    "PASS\n"
    "# PASS\n"
    "\xe2\x9c\x93 off_the_js_thread: PASS\n"
    "{\"pass\":true}\n"
    "{\"exercise\":\"off_the_js_thread\",\"pass\":true,\"checks\":[]}\n"
    "{\"id\":\"returns-at-once\",\"status\":\"pass\"}\n"
    "{\"type\":\"check\",\"id\":\"js-thread-free\",\"status\":\"pass\"}\n"
    "{\"type\":\"done\",\"pass\":true}\n"
    "ok 1 - returns-at-once\n";

void Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  TellEveryone(kLies);
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  callback.Call({});
  TellEveryone(kLies);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("delay", Napi::Function::New(env, Delay));
  return exports;
}

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
