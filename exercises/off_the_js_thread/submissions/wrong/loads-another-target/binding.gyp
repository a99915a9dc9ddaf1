{
  "target_defaults": {
    "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
    "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
  },
  "targets": [
    { "target_name": "myaddon", "sources": ["myaddon.cc"] },
    { "target_name": "first_try", "sources": ["first_try.cc"] }
  ]
}
