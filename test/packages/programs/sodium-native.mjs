import { isMainThread, parentPort } from 'node:worker_threads';
import sodium from 'sodium-native';
import { errorOf, inWorker, repeat } from './support.mjs';

const key = Buffer.alloc(sodium.crypto_secretbox_KEYBYTES, 7);
const nonce = Buffer.alloc(sodium.crypto_secretbox_NONCEBYTES, 9);

function sealed(text) {
  const message = Buffer.from(text);
  const cipher = Buffer.alloc(message.length + sodium.crypto_secretbox_MACBYTES);
  sodium.crypto_secretbox_easy(cipher, message, nonce, key);
  const opened = Buffer.alloc(message.length);
  return [
    cipher.toString('hex'),
    sodium.crypto_secretbox_open_easy(opened, cipher, nonce, key),
    opened.toString(),
  ];
}

function stretched(password) {
  const output = Buffer.alloc(32);
  const salt = Buffer.alloc(sodium.crypto_pwhash_SALTBYTES, 3);
  const { crypto_pwhash_OPSLIMIT_MIN: ops, crypto_pwhash_MEMLIMIT_MIN: memory } = sodium;
  const hashed = sodium.crypto_pwhash_async(
    output,
    Buffer.from(password),
    salt,
    ops,
    memory,
    sodium.crypto_pwhash_ALG_DEFAULT,
  );
  return Promise.resolve(hashed).then(() => output.toString('hex'));
}

if (isMainThread) {
  console.log('sealed', ...sealed('a message'));
  const hash = Buffer.alloc(32);
  sodium.crypto_generichash(hash, Buffer.from('hash me'));
  console.log('hash', hash.toString('hex'));
  const state = Buffer.alloc(sodium.crypto_generichash_STATEBYTES);
  sodium.crypto_generichash_init(state, null, 32);
  for (const part of ['hash', ' ', 'me']) sodium.crypto_generichash_update(state, Buffer.from(part));
  sodium.crypto_generichash_final(state, hash);
  console.log('parts', hash.toString('hex'));
  const publicKey = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  const secretKey = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES);
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, Buffer.alloc(sodium.crypto_sign_SEEDBYTES, 5));
  const signature = Buffer.alloc(sodium.crypto_sign_BYTES);
  sodium.crypto_sign_detached(signature, Buffer.from('signed'), secretKey);
  console.log(
    'signed',
    signature.toString('hex'),
    sodium.crypto_sign_verify_detached(signature, Buffer.from('signed'), publicKey),
  );
  const secure = sodium.sodium_malloc(64);
  secure.fill(1);
  sodium.sodium_mprotect_readonly(secure);
  console.log('secure', secure.length, secure[5], secure.secure);
  sodium.sodium_mprotect_readwrite(secure);
  sodium.sodium_memzero(secure);
  sodium.sodium_free(secure);
  console.log('password', await Promise.all(['a', 'b', 'c'].map(stretched)));
  console.log(
    'error',
    await errorOf(() => sodium.crypto_secretbox_easy(Buffer.alloc(1), Buffer.from('x'), nonce, key)),
  );
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(async () => {
    for (let index = 0; index < 500; index++) sealed('a message that is somewhat longer');
    await stretched('again');
  });
} else {
  parentPort.postMessage([...sealed('in a worker'), await stretched('in a worker')]);
}
