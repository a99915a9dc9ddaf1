# The checksum and the line know nothing of Node-API.
{
  'targets': [{
    'target_name': 'myaddon',
    'include_dirs': ['src'],
    'sources': ['src/init.c', 'src/adler32.c', 'src/line.c'],
    'cflags': ['-std=c11', '-Wpedantic'],
    'defines': ['NAPI_VERSION=8', '_POSIX_C_SOURCE=200809L'],
  }],
}
