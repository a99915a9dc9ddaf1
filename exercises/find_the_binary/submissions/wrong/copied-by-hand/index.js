module.exports = { hello: 'from C++' };
