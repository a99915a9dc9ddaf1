#include "rest.h"

#include <chrono>
#include <thread>

void Rest(int ms) {
  // In small steps: together they may take longer, but never less.
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::milliseconds(ms);
  while (Clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}
