# Tells node-gyp what to build. It looks like JSON, but it is read as Python:
# comments start with a hash sign.
{
  "targets": [
    {
      # The name of the compiled file: build/Release/myaddon.node
      "target_name": "myaddon",
      # Every C and C++ file of the add-on.
      #
      # STEP 1: change myaddon.c to checksums.c here.
      "sources": ["myaddon.c"]
    }
  ]
}
