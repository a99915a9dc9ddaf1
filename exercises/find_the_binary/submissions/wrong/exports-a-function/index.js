module.exports = () => require('bindings')('myaddon');
