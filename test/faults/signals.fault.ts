/** The program is told to end, or is killed, at any moment. */
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { isLong, Scene, seeded } from './scene.js';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  verify: ['verify', 'myaddon', '--exercise', 'say_what'],
  run: ['run', 'myaddon', 'print', 'text'],
  trace: ['trace', 'myaddon'],
  watch: ['watch', 'myaddon', '--exercise', 'say_what'],
};
const TIMES = isLong ? 30 : 3;
/** A first verify takes less than that, ms. */
const LONGEST_MS = 3_000;
/** How long the program may take to end everything it has started, ms. Less than 200 when nothing else runs. */
const PATIENCE_MS = 5_000;

for (const [name, args] of Object.entries(COMMANDS)) {
  t.test(name, async (t) => {
    const random = seeded(name.length);
    const scene = new Scene(t, 'say_what');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const) {
      for (let time = 0; time < TIMES; time++) {
        const after = Math.round(random() * LONGEST_MS);
        const what = `${name}, ${signal} after ${after} ms`;
        // A source file that changed, so that the compiler runs as well.
        scene.write('myaddon.cc', `${scene.read('myaddon.cc')}// ${what}\n`);
        const { child, ended } = scene.start(args);
        await Promise.race([ended, sleep(after)]);
        child.kill(signal);
        const killedAt = Date.now();
        const end = await ended;
        const took = Date.now() - killedAt;
        t.ok(took < PATIENCE_MS, `${what}: ends in ${took} ms`);
        // Until the handlers are installed, the signal itself ends the program.
        if (end.signal === null) t.ok([0, 130].includes(end.code ?? -1), `${what}: exit code ${end.code}`);
        t.equal(
          end.stderr
            .split('\n')
            .filter((line) => /Error|^ +at /.test(line))
            .join('\n'),
          '',
          what,
        );
        if (signal !== 'SIGKILL') await scene.unharmed(t, what);
      }
    }
    const { code, stdout } = await scene.run('verify', 'myaddon', '--exercise', 'say_what');
    t.equal(code, 0, stdout);
    await scene.unharmed(t, `${name}, and then verify`);
  });
}

t.test('what never ends by itself ends when the program is killed', async (t) => {
  const cases: Readonly<Record<string, (scene: Scene) => void>> = {
    'an endless loop in JavaScript': (scene) => scene.write('index.js', 'for (;;);\n'),
    'an action of the build that sleeps': (scene) => scene.addAction(['sleep', '99']),
    'a program that ignores signals': (scene) =>
      scene.write(
        'index.js',
        "for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});\nsetInterval(() => {}, 1000);\n",
      ),
  };
  for (const [what, spoil] of Object.entries(cases)) {
    const scene = new Scene(t, 'say_what');
    spoil(scene);
    const args = what.includes('program') ? ['run', 'myaddon'] : COMMANDS.verify!;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const { child, ended } = scene.start(args);
      await Promise.race([ended, sleep(3_000)]);
      t.equal(child.exitCode, null, `${what}: goes on`);
      child.kill(signal);
      const { code } = await ended;
      if (signal === 'SIGTERM') t.equal(code, 130, what);
      await scene.noProcessLeft();
    }
  }
});
