require('bindings')('myaddon');
module.exports = { hello: 'from C++' };
