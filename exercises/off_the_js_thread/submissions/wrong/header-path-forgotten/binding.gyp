{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
      # MISTAKE: there is no include_dirs, so <napi.h> is not found.
    }
  ]
}
