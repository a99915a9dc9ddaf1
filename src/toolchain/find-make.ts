import { t } from '../texts/translate.js';
import { gypOption } from './gyp-option.js';
import { lookUp, xcodeShimProblem } from './look-up.js';
import { failureReason, firstLine, runTool } from './run-tool.js';
import type { Attempt, ToolFinding } from './tool-finding.js';

/**
 * Finds the make that node-gyp will run. It must be GNU make: gyp's make files use its syntax.
 * @throws the reason of `signal` when it is aborted
 */
export async function findMake(signal?: AbortSignal): Promise<ToolFinding> {
  const { command, place, variable } = configuredMake();
  const program = lookUp(command);
  if (program.file === undefined) {
    return missing(variable === undefined ? 'missing' : 'set', [{ place, reason: program.reason }], {
      variable: variable ?? '',
    });
  }
  const shimProblem = await xcodeShimProblem(program.file, signal);
  if (shimProblem !== undefined) return missing('missing', [{ place: program.file, reason: shimProblem }]);

  const run = await runTool(program.file, ['--version'], { signal });
  const output = run.kind === 'ended' ? firstLine(run.stdout) : undefined;
  const version = /^GNU Make (\S+)/.exec(output ?? '')?.[1];
  if (run.kind === 'ended' && run.ok && version !== undefined)
    return { found: true, thing: 'make', version: `GNU Make ${version}`, where: program.file };

  const reason = output === undefined ? failureReason(run) : t('toolchain.reason.said', { said: output });
  const gmake = lookUp('gmake').file;
  const problem = gmake === undefined ? 'not-gnu' : 'called-gmake';
  return missing(problem, [{ place: program.file, reason }], { gmake: gmake ?? '' });
}

/** By the rules of node-gyp's `lib/build.js`. */
function configuredMake(): { command: string; place: string; variable?: string } {
  const option = gypOption('make');
  if (option) return fromVariable(option.variable, option.value);
  if (process.env.MAKE) return fromVariable('MAKE', process.env.MAKE);
  const command = /bsd|aix|os400/.test(process.platform) ? 'gmake' : 'make';
  return { command, place: command };
}

function fromVariable(variable: string, value: string): ReturnType<typeof configuredMake> {
  return { command: value, place: `${variable}=${value}`, variable };
}

function missing(
  problem: string,
  attempts: readonly Attempt[],
  values: Record<string, string> = {},
): ToolFinding {
  return { found: false, thing: 'make', problem, attempts, values, packages: ['make'] };
}
