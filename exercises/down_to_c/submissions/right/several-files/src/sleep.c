#include "delay.h"

#include <time.h>

void sleep_for(unsigned long ms) {
  struct timespec now, until;
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += (time_t)(ms / 1000);
  until.tv_nsec += (long)(ms % 1000) * 1000000L;
  do {
    struct timespec slice = {0, 2000000L};
    nanosleep(&slice, NULL);
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while (now.tv_sec < until.tv_sec + until.tv_nsec / 1000000000L ||
           (now.tv_sec == until.tv_sec + until.tv_nsec / 1000000000L &&
            now.tv_nsec < until.tv_nsec % 1000000000L));
}
