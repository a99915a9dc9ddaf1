exports.delay = (ms, callback) => {
  setTimeout(callback, ms);
};
