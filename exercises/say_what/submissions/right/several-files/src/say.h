#pragma once

#include <string_view>

void Say(std::string_view text);
