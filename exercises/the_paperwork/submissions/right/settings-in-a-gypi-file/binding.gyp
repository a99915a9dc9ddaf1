{
  "targets": [
    {
      "target_name": "myaddon",
      "includes": ["common.gypi"],
      "sources": ["<!@(node -p \"fs.readdirSync('.').filter(f => f.endsWith('.cc')).join(' ')\")"]
    }
  ]
}
