#include <chrono>
#include <cstdint>
#include <thread>

extern "C" void sleep_ms(int32_t ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}
