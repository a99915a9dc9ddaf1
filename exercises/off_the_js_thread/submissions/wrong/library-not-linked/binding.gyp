{
  "targets": [
    {
      "target_name": "rest",
      "type": "static_library",
      "sources": ["rest.cc"]
    },
    {
      "target_name": "myaddon",
      # MISTAKE: "dependencies" does not name the library.
      "sources": ["myaddon.cc"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
