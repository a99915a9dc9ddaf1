process.dlopen(module, './build/Release/myaddon.node');
