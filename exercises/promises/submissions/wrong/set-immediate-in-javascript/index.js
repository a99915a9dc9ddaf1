const addon = require('bindings')('myaddon');

exports.squareRootOf = (n) =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(addon.squareRootOf(n));
      } catch (error) {
        reject(error);
      }
    });
  });
