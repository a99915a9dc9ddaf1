{
  "targets": [
    {
      "target_name": "greeting",
      "type": "static_library",
      "sources": ["deps/greeting.cc"],
      "include_dirs": ["deps"]
    },
    {
      # MISTAKE: the "include_dirs" above are those of the other target.
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "dependencies": ["greeting"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
