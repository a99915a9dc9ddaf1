#define _POSIX_C_SOURCE 199309L

#include "rest.h"

#ifdef _WIN32
#include <windows.h>
void rest(int ms) { Sleep(ms); }
#else
#include <time.h>
void rest(int ms) {
  struct timespec left = {ms / 1000, (ms % 1000) * 1000000L};
  while (nanosleep(&left, &left) == -1) {
  }
}
#endif
