{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.c", "sleep.cpp"]
    }
  ]
}
