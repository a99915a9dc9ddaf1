const addon = require('bindings')('myaddon');

module.exports.print = (...args) => {
  if (process.env.NODE_DEBUG !== 'off') console.error('about to print', args.length);
  return addon.print(...args);
};
