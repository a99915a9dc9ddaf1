{
  "variables": {
    "addon_api": "<!(node -p \"require('node-addon-api').include_dir\")",
    "openssl_fips": ""
  },
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["myaddon.cc"],
      "include_dirs": ["<(addon_api)"],
      "defines": ["NAPI_VERSION=8"],
      "conditions": [
        ["OS=='win'", { "defines": ["_HAS_EXCEPTIONS=0"] }],
        ["1==1", { "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"] }]
      ]
    }
  ]
}
