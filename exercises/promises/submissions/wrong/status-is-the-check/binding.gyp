{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.c"],
      "conditions": [["OS != 'win' and OS != 'mac'", {"libraries": ["-lm"]}]]
    }
  ]
}
