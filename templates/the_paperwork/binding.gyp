# Tells node-gyp what to build. It looks like JSON, but it is read as Python:
# comments start with a hash sign, and a comma after the last entry is fine.
{
  "targets": [
    {
      # STEP 3: give the target its name, "myaddon", under "target_name". The
      # compiled file is called after it: build/Release/myaddon.node

      # STEP 4: list its C++ files under "sources". There is one: "myaddon.cc"

      # STEP 5: say under "include_dirs" where the compiler finds <napi.h>. It
      # is a list with one entry. Let node-addon-api itself tell the folder:
      #
      #   "<!(node -p \"require('node-addon-api').include_dir\")"

      # STEP 6: say that this add-on does without C++ exceptions: the list
      # "defines" with one entry, "NAPI_DISABLE_CPP_EXCEPTIONS"
    }
  ]
}
