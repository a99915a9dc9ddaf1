{
  "targets": [
    {
      "target_name": "counter",
      "sources": ["counter.c"]
    },
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"]
    }
  ]
}
