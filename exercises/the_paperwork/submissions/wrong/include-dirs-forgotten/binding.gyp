{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
