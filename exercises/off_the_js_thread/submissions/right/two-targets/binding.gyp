{
  "targets": [
    {
      "target_name": "waiting",
      "type": "static_library",
      "sources": ["waiting.cc"],
      "cflags": ["-fPIC"]
    },
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "dependencies": ["waiting"]
    }
  ]
}
