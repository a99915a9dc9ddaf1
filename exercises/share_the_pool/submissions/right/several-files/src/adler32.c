#include "adler32.h"

// The Adler-32 checksum of some bytes.
uint32_t sum_adler32(const uint8_t* bytes, size_t length) {
  uint32_t a = 1;
  uint32_t b = 0;
  for (size_t i = 0; i < length; i++) {
    a = (a + bytes[i]) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}
