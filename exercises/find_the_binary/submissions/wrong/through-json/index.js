module.exports = JSON.parse(JSON.stringify(require('bindings')('myaddon')));
