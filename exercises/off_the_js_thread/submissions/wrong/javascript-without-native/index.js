// MISTAKE: the add-on is loaded for show, and JavaScript does all.
require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  setTimeout(() => callback(), ms);
};
