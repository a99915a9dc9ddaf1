import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { isMainThread, parentPort } from 'node:worker_threads';
import bufferutil from 'bufferutil';
import { digest, inWorker, repeat } from './support.mjs';

const MASK = Buffer.from([1, 2, 4, 128]);

function maskAndUnmask(length) {
  const source = Buffer.from(Array.from({ length }, (_, index) => index & 255));
  const output = Buffer.alloc(length + 3);
  bufferutil.mask(source, MASK, output, 3, length);
  const masked = digest(output);
  bufferutil.unmask(output.subarray(3), MASK);
  return [length, masked, output.subarray(3).equals(source)];
}

/** A frame of a WebSocket client: https://www.rfc-editor.org/rfc/rfc6455#section-5.2, with a length of 16 bits. */
function frameOf(payload) {
  const frame = Buffer.allocUnsafe(8 + payload.length);
  frame.writeUInt16BE(0x82fe, 0);
  frame.writeUInt16BE(payload.length, 2);
  MASK.copy(frame, 4);
  bufferutil.mask(payload, MASK, frame, 8, payload.length);
  return frame;
}

/** Calls `onPayload` with what is in each frame that comes from the socket. */
function readFrames(socket, onPayload) {
  let rest = Buffer.alloc(0);
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4 && rest.length >= 8 + rest.readUInt16BE(2)) {
      const end = 8 + rest.readUInt16BE(2);
      const payload = rest.subarray(8, end);
      bufferutil.unmask(payload, rest.subarray(4, 8));
      onPayload(payload);
      rest = rest.subarray(end);
    }
  });
}

/** Sends messages to a server that sends them back. @returns whether they came back as they were */
async function echoed(client, messages) {
  let count = 0;
  let isSame = true;
  const done = new Promise((resolve) => {
    client.onPayload = (payload) => {
      isSame &&= payload.equals(messages[count]);
      if (++count === messages.length) resolve();
    };
  });
  for (const message of messages) client.socket.write(frameOf(message));
  await done;
  return isSame;
}

if (isMainThread) {
  for (const length of [0, 1, 7, 64, 1_000, 100_000]) console.log(...maskAndUnmask(length));
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  const server = createServer((socket) => readFrames(socket, (payload) => socket.write(frameOf(payload))));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect(server.address().port, '127.0.0.1');
  const client = { socket };
  readFrames(socket, (payload) => client.onPayload(payload));
  const messages = Array.from({ length: 20 }, (_, index) => Buffer.alloc(1 + index * 500, index));
  console.log('echoed', await echoed(client, messages));
  await repeat(() => echoed(client, messages));
  socket.end();
  server.close();
} else {
  parentPort.postMessage(maskAndUnmask(5_000));
}
