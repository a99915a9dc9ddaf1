{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS", "NAPI_EXPERIMENTAL", "NODE_API_EXPERIMENTAL_NO_WARNING", "NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT"]
    }
  ]
}
