{
  "make_global_settings": [["CC", "/usr/bin/c++"]],
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.c"]
    }
  ]
}
