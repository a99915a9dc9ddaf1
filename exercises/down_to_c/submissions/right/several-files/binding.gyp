# One folder for the sources, one for what they share.
{
  'targets': [{
    'target_name': 'myaddon',
    'include_dirs': ['include'],
    'sources': [
      'src/init.c',
      'src/delay.c',
      'src/sleep.c',
      'include/delay.h',
    ],
    'cflags': ['-std=c11', '-Wpedantic'],
    'defines': ['NAPI_VERSION=8', '_POSIX_C_SOURCE=200809L'],
  }],
}
