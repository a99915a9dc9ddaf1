{
  "targets": [{ "target_name": "myaddon", "sources": ["myaddon.c"] }]
}
