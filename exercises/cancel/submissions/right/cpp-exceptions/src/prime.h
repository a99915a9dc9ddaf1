#pragma once
#include <cstdint>

bool IsPrime(std::int64_t n);
