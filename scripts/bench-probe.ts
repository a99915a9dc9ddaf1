/**
 * Measures the overhead of the probe: an add-on calls napi_create_double a million times. Builds with and without the
 * probe run alternately, each time in a separate process. Fails when the median ratio of all rounds is too high.
 *
 *   npm run bench:probe
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addonFile, buildPackage, type LinkObject } from '../src/build/build.js';
import { openWorkspace } from '../src/build/workspace.js';
import { packageRoot } from '../src/environment/package-root.js';
import { probeObject } from '../src/probe/probe-object.js';
import { createTraceFile } from '../src/probe/trace-file.js';
import { listSourceFiles } from '../src/submission/source-tree.js';

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

const scratch = mkdtempSync(path.join(tmpdir(), 'learnyounative-bench-'));
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(scratch, 'cache');
try {
  const probe = await probeObject();
  if (!probe) throw new Error('the probe cannot be built here');
  const plain = await build('plain', undefined);
  const probed = await build('probed', probe);
  const traceFile = path.join(scratch, 'trace');
  const times: { plain: number[]; probed: number[] } = { plain: [], probed: [] };
  for (let round = 0; round < ROUNDS; round++) {
    times.plain.push(measure(plain, {}));
    await createTraceFile(traceFile);
    times.probed.push(measure(probed, { LEARNYOUNATIVE_TRACE_FILE: traceFile }));
  }
  const [without, withProbe] = [median(times.plain), median(times.probed)];
  // The ratio within each round, because the machine's speed varies between rounds.
  const ratio = median(times.probed.map((ms, round) => ms / times.plain[round]!));
  console.log(
    `Node.js ${process.version}, ${CALLS} calls of napi_create_double, medians of ${ROUNDS} processes:`,
  );
  console.log(`without the probe  ${without.toFixed(1)} ms`);
  console.log(`with the probe     ${withProbe.toFixed(1)} ms`);
  console.log(`ratio              ${ratio.toFixed(2)} (at most ${MOST_TIMES_AS_LONG})`);
  if (ratio > MOST_TIMES_AS_LONG) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
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

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
