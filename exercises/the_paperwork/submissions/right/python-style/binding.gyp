# Everything that Python allows
{
  'targets': [
    {
      'target_name': 'myaddon',   # build/Release/myaddon.node
      'sources': [ 'myaddon.cc', ],
      'include_dirs': [
        '<!(node -p "require(\'node-addon-api\').include_dir")',
      ],
      'defines': [ 'NAPI_' 'DISABLE_CPP_EXCEPTIONS', ],
    },
  ],
}
