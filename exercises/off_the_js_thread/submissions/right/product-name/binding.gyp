{
  "targets": [
    {
      "target_name": "myaddon",
      "product_name": "fast-delay",
      "product_dir": "<(module_root_dir)/lib/native",
      "sources": ["myaddon.cc"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
