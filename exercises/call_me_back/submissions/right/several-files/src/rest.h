#pragma once

// Does nothing for so many milliseconds.
void Rest(int ms);
