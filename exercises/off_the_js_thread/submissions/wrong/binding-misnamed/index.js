// MISTAKE: the target in binding.gyp is called myaddon.
module.exports = require('bindings')('my-addon');
