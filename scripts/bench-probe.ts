/**
 * Measures the overhead of the probe: an add-on calls napi_create_double a million times without the probe, with the
 * probe linked into it, and with the probe attached to it as `trace --` does. They run alternately, each time in a
 * separate process. Fails when the median ratio of all rounds is too high.
 *
 *   npm run bench:probe
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addonFile, buildPackage, type LinkObject } from '../src/build/build.js';
import { openWorkspace } from '../src/build/workspace.js';
import { packageRoot } from '../src/environment/package-root.js';
import { attachedProbe, probeObject } from '../src/probe/probe-object.js';
import { createTraceFile } from '../src/probe/trace-file.js';
import { listSourceFiles } from '../src/submission/source-tree.js';
import { median } from './median.js';

const MOST_TIMES_AS_LONG = 1.3;
const CALLS = 1_000_000;
const ROUNDS = 25;

/** Prints the CPU time of all calls, ms: the minimum of several tries, because load on the machine only adds to it. */
const MEASURE = `
  const { run } = require(process.argv[1]);
  const tries = Array.from({ length: 25 }, () => {
    const from = process.cpuUsage();
    run(${CALLS});
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1e3;
  });
  console.log(Math.min(...tries));
`;

const times = { plain: [] as number[], linked: [] as number[], attached: [] as number[] };
const scratch = mkdtempSync(path.join(tmpdir(), 'learnyounative-bench-'));
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(scratch, 'cache');
try {
  const probe = await probeObject();
  if (!probe) throw new Error('the probe cannot be built here');
  const attached = process.platform === 'linux' ? await attachedProbe() : undefined;
  const plain = await build('plain', undefined);
  const linked = await build('linked', probe);
  const traceFile = path.join(scratch, 'trace');
  const traceFolder = path.join(scratch, 'traces');
  for (let round = 0; round < ROUNDS; round++) {
    times.plain.push(measure(plain, {}));
    await createTraceFile(traceFile);
    times.linked.push(measure(linked, { LEARNYOUNATIVE_TRACE_FILE: traceFile }));
    if (!attached) continue;
    mkdirSync(traceFolder);
    const env = { LD_PRELOAD: attached.file, LEARNYOUNATIVE_TRACE_FOLDER: traceFolder };
    times.attached.push(measure(plain, env));
    if (readdirSync(traceFolder).length !== 1) throw new Error('the probe was not attached');
    rmSync(traceFolder, { recursive: true });
  }
  console.log(
    `Node.js ${process.version}, ${CALLS} calls of napi_create_double, medians of ${ROUNDS} processes:`,
  );
  console.log(`without the probe  ${median(times.plain).toFixed(1)} ms`);
  report('linked', times.linked);
  if (attached) report('attached', times.attached);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Prints the ratio within each round, because the machine's speed varies between rounds. */
function report(name: string, all: readonly number[]): void {
  const ratio = median(all.map((ms, round) => ms / times.plain[round]!));
  const label = `${name} probe`.padEnd(17);
  console.log(
    `${label}  ${median(all).toFixed(1)} ms, ratio ${ratio.toFixed(2)} (at most ${MOST_TIMES_AS_LONG})`,
  );
  if (ratio > MOST_TIMES_AS_LONG) process.exitCode = 1;
}

async function build(name: string, linkObject: LinkObject | undefined): Promise<string> {
  const folder = path.join(scratch, name);
  cpSync(path.join(packageRoot, 'scripts', 'bench-probe'), folder, { recursive: true });
  const files = await listSourceFiles(folder);
  const { packageFolder } = await openWorkspace(folder, files);
  const result = await buildPackage({ packageFolder, files, linkObject });
  const addon = addonFile(packageFolder, 'addon');
  if (result.kind !== 'built' || addon === undefined) throw new Error(result.log);
  return addon;
}

function measure(addon: string, env: Record<string, string>): number {
  const output = execFileSync(process.execPath, ['-e', MEASURE, addon], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return Number(output);
}
