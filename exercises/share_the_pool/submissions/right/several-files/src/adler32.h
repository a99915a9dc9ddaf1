#pragma once

#include <stddef.h>
#include <stdint.h>

uint32_t sum_adler32(const uint8_t* bytes, size_t length);
