import type { VerifyBench } from '../../src/course/verify-bench.js';
import type { Failure } from '../../src/report/check.js';
import { t } from '../../src/texts/translate.js';
import { buildAddOn } from '../../src/toolchain/build-add-on.js';
import { describeFound, describeMissing, remedyOf } from '../../src/toolchain/describe.js';
import type { Finding, Missing } from '../../src/toolchain/finding.js';
import { thisSystem } from '../../src/toolchain/system.js';
import { findTools, missingOf, type Tools } from '../../src/toolchain/toolchain.js';

/** What each check needs, in the order of the report. Headers come after: a build may still download them. */
const CHECKS: readonly (readonly [check: string, things: readonly (keyof Tools)[]])[] = [
  ['node-supported', ['node']],
  ['npm-found', ['npm']],
  ['folders-writable', ['cache-folder', 'temp-folder']],
  ['python-found', ['python']],
  ['make-found', ['make']],
  ['compiler-works', ['compiler']],
];

/** Looks for every tool, and says of each whether it is there; then uses them all at once. */
export async function verify(bench: VerifyBench): Promise<void> {
  bench.step(t('step.looking-for-tools'));
  const tools = await findTools(bench.signal);
  const missing = missingOf(tools);
  for (const [check, things] of CHECKS) {
    // Without a folder to compile in, nobody can tell whether the compiler works.
    if (check === 'compiler-works' && tools.compiler.found && !canCompile(tools)) continue;
    settle(
      bench,
      check,
      things.map((thing) => tools[thing]),
      missing,
    );
  }
  if (!tools.headers.found) settle(bench, 'headers-there', [tools.headers], missing);
  if (missing.length > 0) return;

  const addOn = await buildAddOn({
    signal: bench.signal,
    onStep: (step) => bench.step(t(`build.${step}`)),
  });
  const headers = addOn.thing === 'headers' ? addOn : tools.headers;
  settle(bench, 'headers-there', [headers], []);
  if (headers.found) settle(bench, 'add-on-builds', [addOn], []);
}

function canCompile(tools: Tools): boolean {
  return tools['cache-folder'].found || tools['temp-folder'].found;
}

/** The check passes when all of its things were found; otherwise the first that is missing is what it tells of. */
function settle(
  { checks }: VerifyBench,
  check: string,
  findings: readonly Finding[],
  allMissing: readonly Missing[],
): void {
  const missing = findings.find((finding): finding is Missing => !finding.found);
  const seen = findings.map((finding) => (finding.found ? describeFound(finding) : undefined));
  if (missing) checks.fail(check, failureOfMissing(missing, allMissing));
  else checks.pass(check, seen.filter((line) => line !== undefined).join('\n') || undefined);
}

/** One command installs all that is missing: nobody wants to come back for each tool. */
function failureOfMissing(missing: Missing, allMissing: readonly Missing[]): Failure {
  const others = allMissing.filter((other) => other !== missing).flatMap(({ packages }) => packages);
  return {
    observed: describeMissing(missing),
    hint: remedyOf(missing, thisSystem(), [...missing.packages, ...others]),
  };
}
