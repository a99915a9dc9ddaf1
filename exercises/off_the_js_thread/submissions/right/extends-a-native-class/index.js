const native = require('bindings')('myaddon');

if (!native.setUp({ threads: 'default' })) throw new Error('The add-on could not be set up.');
const [major] = native.version.split('.').map(Number);
if (major !== 1) throw new Error(`This is an add-on of version ${native.version}.`);

class Timer extends native.Namer {
  constructor() {
    super();
    this.label = this.name();
  }
}

const first = new Timer();
if (first.label !== 'timer 1') throw new Error('Namer does not count.');

const { delay, ...others } = native;
module.exports = { ...others, Timer, delay: (ms, callback) => delay(ms, callback) };
