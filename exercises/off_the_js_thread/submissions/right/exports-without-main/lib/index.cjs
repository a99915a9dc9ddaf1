'use strict';

module.exports = require('bindings')('myaddon');
