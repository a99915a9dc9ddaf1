{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.c"],
      "conditions": [["OS=='linux'", { "libraries": ["-lm"] }]]
    }
  ]
}
