{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.c"],
      "cflags": ["-Wall", "-Wextra"]
    }
  ]
}
