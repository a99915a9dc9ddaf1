{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      # A warning that comes from node.h itself
      "cflags_cc": ["-Wno-cast-function-type"]
    }
  ]
}
