{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["src/hello.c"]
    }
  ]
}
