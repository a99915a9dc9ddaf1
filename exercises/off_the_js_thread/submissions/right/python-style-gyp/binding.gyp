# GYP files are Python literals. Nothing in here is JSON.
{
  # Names in single quotes
  'variables': {
    'napi_dir%': '<!(node -p "require(\'node-addon-api\').include_dir")',
  },
  'targets': [
    {
      'target_name': 'my' 'addon',  # two strings side by side are one
      'type': 'loadable_module',
      'sources': [
        'myaddon.cc',  # 'not_this_one.cc',
      ],
      'include_dirs': [
        '<(napi_dir)',
      ],
      'defines': [
        'NAPI_DISABLE_'
        'CPP_EXCEPTIONS',
        "GREETING=\"it's fine\"",
      ],
      'conditions': [
        ['OS == "win"', {
          'defines': ['NOMINMAX', 'WIN32_LEAN_AND_MEAN',],
        }, {
          'cflags_cc': ['-Wno-cast-function-type'],
        }],
      ],
    },
  ],
}
