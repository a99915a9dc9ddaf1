{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "defines": ["NAPI_VERSION=8"]
    }
  ]
}
