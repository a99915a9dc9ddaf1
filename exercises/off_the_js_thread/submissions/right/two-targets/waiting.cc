#include "waiting.h"

#include <chrono>
#include <thread>

void wait_for(unsigned ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}
