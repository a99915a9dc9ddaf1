const addon = require('bindings')('myaddon');

let settle;

exports.squareRootOf = (n) =>
  new Promise((resolve, reject) => {
    settle = { resolve, reject };
    addon.squareRootOf(n).then(
      (root) => settle.resolve(root),
      (error) => settle.reject(error),
    );
  });
