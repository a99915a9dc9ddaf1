{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["<!@(node -p \"require('fs').readdirSync('.').filter((name) => name.endsWith('.cc')).join(' ')\")"],
      "include_dirs": ["<!@(node -p \"require('node-addon-api').include\")"],
      "defines": ["NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS"]
    }
  ]
}
