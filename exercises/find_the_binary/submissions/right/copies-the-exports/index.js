Object.assign(exports, require('bindings')('myaddon'));
