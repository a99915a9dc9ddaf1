const source = require('fs').readFileSync(__dirname + '/myaddon.cc', 'utf8');
const [, name, value] = /Set\("(\w+)", Napi::String::New\(env, "(.*)"\)/.exec(source);
module.exports = { [name]: value };
