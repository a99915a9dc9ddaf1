const addon = require('bindings')('myaddon');

/**
 * Writes a text and a line feed to standard output.
 * @param {string} text
 * @returns {void}
 */
exports.print = function print(text) {
  addon.print(text);
};
