// From a tutorial of 2015.
#include <nan.h>

#include <cstdio>

NAN_METHOD(Print) {
  std::puts("SIGNS OF LIFE");
  std::fflush(stdout);
}

NAN_MODULE_INIT(Init) { NAN_EXPORT(target, Print); }

NODE_MODULE(myaddon, Init)
