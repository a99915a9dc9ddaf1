// Programs that this one starts are none of npm's or the workshop's business.
for (const name of Object.keys(process.env)) {
  if (/^(npm_|LEARNYOUNATIVE_)/.test(name)) delete process.env[name];
}

module.exports = require('bindings')('myaddon');
