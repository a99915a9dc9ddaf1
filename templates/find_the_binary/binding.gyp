# Tells node-gyp what to build. It looks like JSON, but it is read as Python:
# you may use comments.
{
  "targets": [
    {
      # The name of the compiled file: build/Release/myaddon.node
      "target_name": "myaddon",
      # All C++ files of the add-on
      "sources": ["myaddon.cc"],
      # The folder of <napi.h>
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      # This add-on does not use C++ exceptions
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
