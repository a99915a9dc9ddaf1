{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["checksums.c"]
    }
  ]
}
