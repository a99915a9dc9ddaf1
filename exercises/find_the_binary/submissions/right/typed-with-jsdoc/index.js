// @ts-check
/** @typedef {{ hello: string }} Addon */

/** @type {Addon} */
const addon = require('bindings')('myaddon');

module.exports = addon;
