#pragma once

#include <ostream>

void WriteSign(std::ostream& out);
