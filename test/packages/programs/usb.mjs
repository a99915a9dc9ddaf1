import { createRequire } from 'node:module';
import { isMainThread, parentPort } from 'node:worker_threads';
import usb from 'usb';
import { errorOf, inWorker, repeat } from './support.mjs';

// Which devices there are depends on the machine; many have none, and containers no folder of them.
const { Emitter, nativeFindDeviceByIds, nativeGetDevices } = createRequire(import.meta.url)('usb/index.js');
const described = async (find) => {
  try {
    return (await find()).map(({ vendorId, productId }) => [vendorId, productId]);
  } catch (error) {
    return error.message;
  }
};

if (isMainThread) {
  console.log('native', await described(nativeGetDevices));
  console.log('found', await errorOf(() => nativeFindDeviceByIds(1, 1)));
  const web = new usb.WebUSB({ allowAllDevices: true });
  console.log('web', await described(() => web.getDevices()));
  console.log(
    'refused',
    (await errorOf(() => web.requestDevice({ filters: [{ vendorId: 1, productId: 1 }] }))) !== 'no error',
  );
  const emitter = new Emitter();
  console.log(
    'attach',
    await errorOf(() => emitter.addAttach(() => {})),
    await errorOf(() => emitter.removeAttach()),
  );
  console.log(
    'detach',
    await errorOf(() => emitter.addDetach(() => {})),
    await errorOf(() => emitter.removeDetach()),
  );
  console.log('wrong', await errorOf(() => emitter.addAttach(5)));
  console.log('workers', await Promise.all([inWorker(import.meta.url), inWorker(import.meta.url)]));
  await repeat(() => Promise.all(Array.from({ length: 20 }, () => described(nativeGetDevices))));
} else {
  parentPort.postMessage(await described(nativeGetDevices));
}
