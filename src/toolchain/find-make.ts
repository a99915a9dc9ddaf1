import { t } from '../texts/translate.js';
import type { Attempt, Finding } from './finding.js';
import { gypOption } from './gyp-option.js';
import { lookUp, standIn } from './look-up.js';
import { firstLine, reasonOf, runTool } from './run-tool.js';

/** The make that node-gyp will run the make files with. It must be GNU make: they are written for that one. */
export async function findMake(signal?: AbortSignal): Promise<Finding> {
  const { command, place, variable } = wanted();
  const program = lookUp(command);
  if (program.file === undefined) {
    return missing(variable === undefined ? 'missing' : 'set', [{ place, reason: program.reason }], {
      variable: variable ?? '',
    });
  }
  const notReal = await standIn(program.file, signal);
  if (notReal !== undefined) return missing('missing', [{ place: program.file, reason: notReal }]);

  const run = await runTool(program.file, ['--version'], { signal });
  const said = run.kind === 'ended' ? firstLine(run.stdout) : undefined;
  const version = /^GNU Make (\S+)/.exec(said ?? '')?.[1];
  if (run.kind === 'ended' && run.ok && version !== undefined)
    return { found: true, thing: 'make', version: `GNU Make ${version}`, where: program.file };

  const reason = said === undefined ? reasonOf(run) : t('toolchain.reason.said', { said });
  const gmake = lookUp('gmake').file;
  const problem = gmake === undefined ? 'not-gnu' : 'called-gmake';
  return missing(problem, [{ place: program.file, reason }], { gmake: gmake ?? '' });
}

/** By node-gyp's rules. */
function wanted(): { command: string; place: string; variable?: string } {
  const option = gypOption('make');
  if (option) return of(option.variable, option.value);
  if (process.env.MAKE) return of('MAKE', process.env.MAKE);
  const command = /bsd|aix|os400/.test(process.platform) ? 'gmake' : 'make';
  return { command, place: command };
}

function of(variable: string, value: string): ReturnType<typeof wanted> {
  return { command: value, place: `${variable}=${value}`, variable };
}

function missing(
  problem: string,
  attempts: readonly Attempt[],
  values: Record<string, string> = {},
): Finding {
  return { found: false, thing: 'make', problem, attempts, values, packages: ['make'] };
}
