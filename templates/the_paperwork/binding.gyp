# Tells node-gyp what to build. It looks like JSON, but it is read as Python:
# you may use comments, and a comma after the last entry is fine.
{
  "targets": [
    {
      # STEP 3: name the target. The key is "target_name", the value is
      # "myaddon". The build writes build/Release/myaddon.node.

      # STEP 4: list the C++ files under "sources". There is one: "myaddon.cc"

      # STEP 5: under "include_dirs", list the folder in which the compiler
      # finds <napi.h>. Let node-addon-api itself print the path:
      #
      #   "<!(node -p \"require('node-addon-api').include_dir\")"

      # STEP 6: declare that this add-on does not use C++ exceptions. The list
      # "defines" needs one entry: "NAPI_DISABLE_CPP_EXCEPTIONS"
    }
  ]
}
