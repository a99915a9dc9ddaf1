{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["src/addon.cc", "src/root_worker.cc", "src/rejection.cc"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
