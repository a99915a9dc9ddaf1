# Tells node-gyp what to build. It looks like JSON, but it is read as Python:
# comments start with a hash sign.
{
  "targets": [
    {
      # The name of the compiled file: build/Release/myaddon.node
      "target_name": "myaddon",
      # Every C and C++ file of the add-on.
      "sources": ["myaddon.cc"],
      # Where to find <napi.h>
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      # Errors are reported without C++ exceptions
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
