# Tells node-gyp what to build. It looks like JSON, but it is read as Python:
# comments start with a hash sign.
{
  "targets": [
    {
      # The name of the compiled file: build/Release/myaddon.node
      "target_name": "myaddon",
      # STEP 1: in DOWN TO C, you changed this file to compile myaddon.c. Back to
      # C++: "sources" names myaddon.cc again, and the two lines below it return.
      # (In a new folder, all of this is done.)
      "sources": ["myaddon.cc"],
      # Where to find <napi.h>
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      # Errors are reported without C++ exceptions
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
