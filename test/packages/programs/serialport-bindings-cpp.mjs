import pty from '@lydell/node-pty';
import { LinuxBinding } from '@serialport/bindings-cpp';
import { errorOf, repeat } from './support.mjs';

// A pseudo-terminal stands in for a serial port; its other end is the device, which answers in capital letters.
const terminal = pty.open({ cols: 80, rows: 24 });
const path = terminal.ptsName;
terminal.master.on('data', (data) => terminal.master.write(String(data).toUpperCase()));
terminal.slave.destroy();

const port = await LinuxBinding.open({ path, baudRate: 115_200, lock: false });
console.log('open', port.isOpen);
console.log('answer', await answerTo('hello\n'));
console.log('more', await answerTo(`${'x'.repeat(300)}\n`));
await port.update({ baudRate: 9_600 });
console.log('baud rate', await port.getBaudRate());
console.log(
  'flags',
  await errorOf(() => port.set({ dtr: true, rts: false })),
  await errorOf(() => port.get()),
);
console.log('drained', await errorOf(() => port.drain()), await errorOf(() => port.flush()));
console.log(
  'missing',
  (await errorOf(() => LinuxBinding.open({ path: '/dev/no-such-port', baudRate: 9_600 }))).slice(0, 60),
);
console.log('options', await errorOf(() => LinuxBinding.open({ path, baudRate: 9_600, dataBits: 42 })));
await repeat(async () => {
  for (let index = 0; index < 10; index++) await answerTo(`line ${index}\n`);
});
const waiting = errorOf(() => port.read(Buffer.alloc(1), 0, 1));
await port.close();
console.log('closed', (await waiting) !== 'no error', port.isOpen, await errorOf(() => port.close()));
terminal.master.destroy();

async function answerTo(text) {
  const reads = (async () => {
    let received = '';
    const buffer = Buffer.alloc(64);
    while (!received.endsWith('\n')) {
      const { bytesRead } = await port.read(buffer, 0, buffer.length);
      received += buffer.toString('latin1', 0, bytesRead);
    }
    return received;
  })();
  await port.write(Buffer.from(text));
  return JSON.stringify(await reads);
}
