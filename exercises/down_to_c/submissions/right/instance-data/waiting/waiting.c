#include "waiting.h"
#include <time.h>

void wait_ms(long ms) {
  struct timespec rest = {ms / 1000, ms % 1000 * 1000000};
  while (nanosleep(&rest, &rest)) {
  }
}
