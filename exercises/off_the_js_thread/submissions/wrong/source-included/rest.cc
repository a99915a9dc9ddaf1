#include "rest.h"

#include <chrono>
#include <thread>

void rest(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }
