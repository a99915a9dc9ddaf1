#ifndef DELAY_H
#define DELAY_H

#include <node_api.h>

void sleep_for(unsigned long ms);
napi_value start_delay(napi_env env, napi_callback_info info);

#endif
