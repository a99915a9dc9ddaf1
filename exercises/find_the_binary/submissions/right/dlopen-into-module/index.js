const path = require('path');

let lastError;
for (const kind of ['Release', 'Debug']) {
  try {
    process.dlopen(module, path.join(__dirname, 'build', kind, 'myaddon.node'));
    lastError = undefined;
    break;
  } catch (error) {
    lastError = error;
  }
}
if (lastError) throw lastError;
