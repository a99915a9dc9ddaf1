#pragma once

void wait_for(unsigned ms);
