'use strict';

const path = require('node:path');
const addon = require(path.join(__dirname, 'build', 'Release', 'myaddon.node'));

/**
 * How many bytes a text takes in UTF-8.
 * @param {string} text
 * @returns {number}
 */
function byteLength(text) {
  if (typeof text !== 'string') throw new TypeError(`a string, not ${typeof text}`);
  return addon.byteLength(text);
}

module.exports = { ...addon, byteLength };
