/** What is wrong with the machine: tools, variables, limits, disks. It is never the package's fault. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { misbehaviour, Scene } from './scene.js';

const VERIFY = ['verify', 'myaddon', '--exercise', 'say_what'];

interface Fault {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the program with a limit or as another user. */
  readonly command?: readonly string[];
  readonly code: number;
  readonly says?: RegExp;
}

const shell = (before: string): string[] => ['sh', '-c', `${before}; exec "$@"`, 'sh'];

const FAULTS: Readonly<Record<string, Fault>> = {
  'CXX names no program': { env: { CXX: '/nope' }, code: 3, says: /nope/ },
  'CC names no program': { env: { CC: '/nope' }, code: 3, says: /nope/ },
  'ccache is missing': { env: { CXX: 'no-ccache g++' }, code: 3, says: /no-ccache/ },
  'MAKE is another program': { env: { MAKE: 'false' }, code: 3, says: /make/ },
  'npm_config_make names no program': { env: { npm_config_make: '/nope' }, code: 3, says: /nope/ },
  'flags that the compiler does not know': {
    env: { CXXFLAGS: '--no-such-flag' },
    code: 3,
    says: /no-such-flag/,
  },
  'a library that the linker does not find': { env: { LDFLAGS: '-lnone-such' }, code: 3, says: /none-such/ },
  'options of npm for other builds': {
    env: { npm_config_directory: '/', npm_config_target_arch: 'arm64', npm_config_target: '99.0.0' },
    code: 0,
  },
  'npm is silent': { env: { npm_config_loglevel: 'silent' }, code: 0 },
  'no folder for temporary files': { env: { TMPDIR: '/nope' }, code: 0 },
  'no home': { env: { HOME: '' }, code: 0 },
  'a bare terminal': { env: { TERM: '', LANG: 'C' }, code: 0 },
  'odd options of Node.js': {
    env: { NODE_OPTIONS: '--throw-deprecation --max-old-space-size=100 --stack-trace-limit=0' },
    code: 0,
  },
  'files for nobody else': { command: shell('umask 077'), code: 0 },
  'files for everybody': { command: shell('umask 000'), code: 0 },
  '64 open files': { command: shell('ulimit -n 64'), code: 0 },
  'too few open files': { command: shell('ulimit -n 24'), code: 3, says: /too many open files/ },
  'files of at most 100 KiB': {
    command: shell('ulimit -f 200'),
    code: 3,
    says: /file (?:too large|size limit)/i,
  },
  'a cache below a file': { env: { LEARNYOUNATIVE_CACHE_DIR: '/dev/null/x' }, code: 3, says: /cache/ },
  'a cache in /proc': { env: { LEARNYOUNATIVE_CACHE_DIR: '/proc/x' }, code: 3, says: /cache|\/proc/ },
};

for (const [what, { env = {}, command, code, says }] of Object.entries(FAULTS)) {
  t.test(what, async (t) => {
    const scene = new Scene(t, 'say_what');
    const end = await scene.start(VERIFY, env, command && [...command]).ended;
    t.equal(misbehaviour(end), undefined);
    t.equal(end.code, code, `${end.stdout}\n${end.stderr}`);
    if (says) t.match(end.stderr, says);
    await scene.unharmed(t, what);
  });
}

/** As root, which CI containers are: these need it. */
const asRoot = process.getuid?.() === 0;

t.test('no network at all', async (t) => {
  if (!asRoot || spawnSync('unshare', ['-n', 'true']).status !== 0) return;
  const scene = new Scene(t, 'say_what');
  const end = await scene.start(VERIFY, {}, ['unshare', '-n']).ended;
  t.equal(end.code, 0, end.stderr);
  await scene.unharmed(t, 'no network');
});

t.test('another user than the owner of the files', async (t) => {
  const scene = new Scene(t, 'say_what');
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  execFileSync('chmod', ['-R', 'a+rX', scene.root]);
  const canStart = await scene.start(['--version'], {}, nobody).ended.then(
    ({ code }) => code === 0,
    () => false,
  );
  if (!asRoot || !canStart) return;
  const refused = await scene.start(VERIFY, {}, nobody).ended;
  t.equal(refused.code, 3, `a cache that cannot be written: ${refused.stdout}`);
  t.equal(misbehaviour(refused), undefined);
  for (const folder of [scene.cache, scene.config, scene.temporary])
    execFileSync('chmod', ['-R', 'a+rwX', folder]);
  const end = await scene.start(VERIFY, {}, nobody).ended;
  t.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
  await scene.noProcessLeft();
});

t.test('few processes, little memory', async (t) => {
  for (const limit of ['ulimit -u 40', 'ulimit -v 2000000']) {
    const scene = new Scene(t, 'say_what');
    const end = await scene.start(VERIFY, {}, shell(limit)).ended;
    t.equal(misbehaviour(end), undefined, limit);
    // Root may start as many processes as there can be.
    t.ok([0, 3].includes(end.code ?? -1), `${limit}: exit code ${end.code}: ${end.stderr}`);
    await scene.unharmed(t, limit);
  }
});

t.test('clang', async (t) => {
  if (spawnSync('clang++', ['--version']).status !== 0) return;
  const scene = new Scene(t, 'say_what');
  const end = await scene.start(VERIFY, { CC: 'clang', CXX: 'clang++' }).ended;
  t.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
  await scene.unharmed(t, 'clang');
});

t.test('standard output on a full disk', async (t) => {
  if (!existsSync('/dev/full')) return;
  const scene = new Scene(t, 'say_what');
  for (const args of [['list'], VERIFY]) {
    const end = await scene.start(args, {}, shell('exec > /dev/full')).ended;
    t.equal(end.code, 3, end.stderr);
    t.equal(misbehaviour(end), undefined);
  }
  await scene.unharmed(t, 'a full disk');
});

t.test('the cache is removed while verify runs', async (t) => {
  for (const after of [300, 900, 1500, 2500]) {
    const scene = new Scene(t, 'say_what');
    const { ended } = scene.start(VERIFY);
    await Promise.race([ended, sleep(after)]);
    renameSync(scene.cache, `${scene.cache}-that-was`);
    const end = await ended;
    t.equal(misbehaviour(end), undefined, `after ${after} ms`);
    t.ok(
      [0, 3].includes(end.code ?? -1),
      `after ${after} ms: exit code ${end.code}: ${end.stdout} ${end.stderr}`,
    );
    await scene.noProcessLeft();
  }
});

t.test('a compiler that is killed', async (t) => {
  const scene = new Scene(t, 'say_what');
  const compiler = path.join(scene.root, 'g++');
  writeFileSync(
    compiler,
    '#!/bin/sh\ncase "$*" in *myaddon.cc*) echo "g++: fatal error: Killed signal terminated program cc1plus" >&2; exit 1;; esac\nexec /usr/bin/env c++ "$@"\n',
  );
  chmodSync(compiler, 0o755);
  const end = await scene.start(VERIFY, { CXX: compiler }).ended;
  t.equal(end.code, 3, end.stdout);
  t.match(end.stderr, /ran out of memory, or was killed/);
  await scene.unharmed(t, 'a compiler that is killed');
});

t.test('a disk with little room', async (t) => {
  const scene = new Scene(t, 'say_what');
  // Only root may mount, as in the containers of most CI systems; elsewhere, the limit for files above is the test.
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', scene.cache]).status === 0;
  if (!mounted) return;
  t.teardown(() => execFileSync('umount', [scene.cache]));
  const end = await scene.run(...VERIFY);
  t.equal(end.code, 3, `${end.stdout}\n${end.stderr}`);
  t.match(end.stderr, /no space left|disk is full/i);
  t.equal(misbehaviour(end), undefined);
});

t.test('progress that cannot be read or written', async (t) => {
  const { stdout: empty } = await new Scene(t, 'say_what').run('list');
  for (const [what, spoil] of Object.entries({
    'half a file': (file: string) => writeFileSync(file, '{"completed": ["say_'),
    'not text': (file: string) => writeFileSync(file, Buffer.from([0xff, 0, 0xfe, 1])),
    'of a future version': (file: string) => writeFileSync(file, '{"version": 99, "completed": {}}'),
    'a folder': (file: string) => mkdirSync(file),
    'a FIFO': (file: string) => execFileSync('mkfifo', [file]),
  })) {
    const scene = new Scene(t, 'say_what');
    spoil(path.join(scene.config, 'progress.json'));
    const end = await scene.run('list');
    t.equal(end.code, 0, what);
    t.equal(end.stdout, empty, what);
    t.match(end.stderr, /progress/, what);
    t.equal(misbehaviour(end), undefined, what);
  }
});
