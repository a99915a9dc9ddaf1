// more to come
