{
  "variables": {
    "worker_sources": [
      "src/worker/delay_worker.cc",
      "src/worker/delay_worker.h"
    ]
  },
  "target_defaults": {
    "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
  },
  "targets": [
    {
      "target_name": "myaddon",
      "sources": ["src/addon.cc", "<@(worker_sources)"],
      "include_dirs": [
        "src",
        "<!(node -p \"require('node-addon-api').include_dir\")"
      ]
    }
  ]
}
