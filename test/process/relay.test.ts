import { PassThrough, Readable } from 'node:stream';
import t from 'tap';
import { relay } from '../../src/process/relay.js';

async function relayed(chunks: readonly string[], from: string, to: string): Promise<string> {
  const target = new PassThrough();
  await relay(Readable.from(chunks.map((text) => Buffer.from(text))), target, { from, to });
  return String(target.read() ?? '');
}

t.test('a path is replaced, wherever the chunks end', async (t) => {
  const text = 'at /täch/copy/a.js, at /täch/co, at /täch/copy';
  for (let at = 0; at <= text.length; at++)
    t.equal(
      await relayed([text.slice(0, at), text.slice(at)], '/täch/copy', '/$&'),
      'at /$&/a.js, at /täch/co, at /$&',
    );
  t.equal(await relayed([...text], '/täch/copy', '/me'), 'at /me/a.js, at /täch/co, at /me');
  t.equal(await relayed(['as it is'], '', 'x'), 'as it is');
});

t.test('what cannot be the beginning of the path is passed on at once', async (t) => {
  const [source, target] = [new PassThrough(), new PassThrough()];
  const ended = relay(source, target, { from: '/copy', to: '/mine' });
  source.write('question? ');
  await new Promise(setImmediate);
  t.equal(String(target.read()), 'question? ');
  source.end('/co');
  source.destroy();
  await ended;
});
