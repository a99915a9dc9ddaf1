#pragma once

// MISTAKE: C++ code looks for a C++ function unless this is between extern "C" { and }.
// Waits for ms milliseconds.
void rest(int ms);
