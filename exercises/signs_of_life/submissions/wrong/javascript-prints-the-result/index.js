const addon = require('bindings')('myaddon');

exports.print = () => {
  console.log(addon.print());
};
