#pragma once

// Waits for ms milliseconds.
void rest(int ms);
