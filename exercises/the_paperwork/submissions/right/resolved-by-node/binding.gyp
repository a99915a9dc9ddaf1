{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "include_dirs": ["<!(node -p \"path.dirname(require.resolve('node-addon-api/package.json'))\")"],
      "defines": ["NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
