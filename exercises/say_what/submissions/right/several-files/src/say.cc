#include "say.h"

#include <cstdio>

void Say(std::string_view text) {
  if (!text.empty()) std::fwrite(text.data(), text.size(), 1, stdout);
  std::fwrite("\n", 1, 1, stdout);
  std::fflush(stdout);
}
