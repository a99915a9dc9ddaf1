{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "dependencies": ["<!(node -p \"require('node-addon-api').targets\"):node_addon_api"]
    }
  ]
}
