{
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
    },
    {
      "target_name": "release",
      "type": "none",
      "dependencies": ["myaddon"],
      "actions": [{
        "action_name": "strip",
        "inputs": ["<(PRODUCT_DIR)/myaddon.node"],
        "outputs": ["<(module_root_dir)/lib/binding/addon.node"],
        "action": ["node", "strip.js", "<@(_inputs)", "<@(_outputs)"]
      }]
    }
  ]
}
