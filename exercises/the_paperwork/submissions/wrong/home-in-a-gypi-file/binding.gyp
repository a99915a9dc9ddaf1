{
  "targets": [
    {
      "target_name": "myaddon",
      "includes": ["common.gypi"],
      "sources": ["myaddon.cc"]
    }
  ]
}
