# Tells node-gyp what to build. It looks like JSON, but is parsed as Python:
# comments start with a hash sign.
{
  "targets": [
    {
      # The name of the compiled file: build/Release/tiny.node
      "target_name": "tiny",
      # Every C++ file of the add-on
      "sources": ["tiny.cc"],
      # Where to find <napi.h>
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      # Errors are reported without C++ exceptions
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
