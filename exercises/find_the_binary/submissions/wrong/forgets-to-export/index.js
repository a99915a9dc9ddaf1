const addon = require('bindings')('myaddon');
