void wait_ms(long ms);
