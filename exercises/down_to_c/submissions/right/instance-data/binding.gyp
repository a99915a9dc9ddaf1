{
  "targets": [
    {
      "target_name": "waiting",
      "type": "static_library",
      "cflags": ["-fPIC"],
      "sources": ["waiting/waiting.c"]
    },
    {
      "target_name": "myaddon",
      "dependencies": ["waiting"],
      "include_dirs": ["waiting", "<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"],
      "sources": ["myaddon.c"]
    }
  ]
}
