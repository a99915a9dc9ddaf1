process.chdir(__dirname);
try {
  process.dlopen(module, './build/Release/myaddon.node');
} catch {
  process.dlopen(module, './build/Debug/myaddon.node');
}
