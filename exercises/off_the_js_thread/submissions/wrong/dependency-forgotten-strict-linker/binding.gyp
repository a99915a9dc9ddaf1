{
  "targets": [
    {
      "target_name": "waiting",
      "type": "static_library",
      "sources": ["delay.cc"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    },
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "ldflags": ["-Wl,--no-undefined"],  # the linker reports undefined functions
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
