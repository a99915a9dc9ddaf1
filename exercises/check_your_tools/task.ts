import { type Check, type Task, undecided } from '../../src/course/task.js';
import type { Verification } from '../../src/course/verification.js';
import { type Finding, finding } from '../../src/report/finding.js';
import type { Situation } from '../../src/report/situation.js';
import { t } from '../../src/texts/translate.js';
import { buildAddOn } from '../../src/toolchain/build-add-on.js';
import { describeFound, describeMissing, remedyFor } from '../../src/toolchain/describe.js';
import { currentSystem } from '../../src/toolchain/system.js';
import type { Missing, ToolFinding } from '../../src/toolchain/tool-finding.js';
import { findTools, missingTools, type Tools } from '../../src/toolchain/toolchain.js';

/** The tools found on this machine, and a test build that uses all of them. */
interface Machine {
  readonly tools: Tools;
  readonly missing: readonly Missing[];
  /** Builds on the first call, and only where nothing is missing. */
  readonly addOn: () => Promise<ToolFinding | undefined>;
}

/** What a check is about; nothing where it cannot be told. */
type Things = readonly ToolFinding[] | undefined;

/** Checks every tool of the machine, and builds an add-on with them. */
export const task: Task<Machine> = {
  continuesAfterFailure: true,
  scenarios: {},
  params: async (verification) => {
    verification.step(t('step.looking-for-tools'));
    const { signal } = verification;
    const tools = await findTools(signal);
    const missing = missingTools(tools);
    let building: Promise<ToolFinding | undefined> | undefined;
    const addOn = () => {
      building ??= missing.length > 0 ? Promise.resolve(undefined) : build(verification);
      return building;
    };
    return { tools, missing, addOn };
  },
  checks: [
    toolCheck('node-supported', ({ tools }) => [tools.node]),
    toolCheck('npm-found', ({ tools }) => [tools.npm]),
    toolCheck('folders-writable', ({ tools }) => [tools['cache-folder'], tools['temp-folder']]),
    toolCheck('python-found', ({ tools }) => [tools.python]),
    toolCheck('make-found', ({ tools }) => [tools.make]),
    // Without a folder to compile in, a compiler cannot be tested.
    toolCheck('compiler-works', ({ tools }) =>
      tools.compiler.found && !canCompile(tools) ? undefined : [tools.compiler],
    ),
    // The build can still download missing headers.
    toolCheck('headers-there', async ({ tools, addOn }) => {
      if (!tools.headers.found) return [tools.headers];
      const built = await addOn();
      return built && [built.thing === 'headers' ? built : tools.headers];
    }),
    toolCheck('add-on-builds', async ({ addOn }) => {
      const built = await addOn();
      return built && built.thing !== 'headers' ? [built] : undefined;
    }),
  ],
};

function build(verification: Verification): Promise<ToolFinding> {
  const onStep = (step: 'configure' | 'compile') => verification.step(t(`build.${step}`));
  return buildAddOn({ signal: verification.signal, onStep });
}

function canCompile(tools: Tools): boolean {
  return tools['cache-folder'].found || tools['temp-folder'].found;
}

/** A check that passes if all of its tools were found. Otherwise, it reports the first missing one. */
function toolCheck(id: string, toolFindings: (machine: Machine) => Things | Promise<Things>): Check<Machine> {
  return {
    id,
    judge: async (_, { params }) => {
      const findings = await toolFindings(params);
      if (!findings) return undecided;
      const missing = findings.find((one): one is Missing => !one.found);
      return missing && findingOf(id, missing, params.missing);
    },
    passDetails: async ({ params }) => {
      const lines = ((await toolFindings(params)) ?? []).map((one) =>
        one.found ? describeFound(one) : undefined,
      );
      return lines.filter((line) => line !== undefined).join('\n') || undefined;
    },
  };
}

/** One command installs all that is missing: nobody wants to come back for each tool. */
function findingOf(check: string, missing: Missing, allMissing: readonly Missing[]): Finding {
  const others = allMissing.filter((other) => other !== missing).flatMap(({ packages }) => packages);
  return finding(`${check}.${missing.problem}` as Situation, {
    problem: describeMissing(missing),
    remedy: remedyFor(missing, currentSystem(), [...missing.packages, ...others]),
  });
}
