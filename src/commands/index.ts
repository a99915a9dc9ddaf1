import type { CommandDefinition } from '../shell/command.js';
import { bugReport } from './bug-report.js';
import { clean } from './clean.js';
import { completed } from './completed.js';
import { completion } from './completion.js';
import { current } from './current.js';
import { doctor } from './doctor.js';
import { explain } from './explain.js';
import { help } from './help.js';
import { hint } from './hint.js';
import { list } from './list.js';
import { more } from './more.js';
import { next } from './next.js';
import { prev } from './prev.js';
import { print } from './print.js';
import { reset } from './reset.js';
import { run } from './run.js';
import { select } from './select.js';
import { solution } from './solution.js';
import { start } from './start.js';
import { stats } from './stats.js';
import { trace } from './trace.js';
import { verify } from './verify.js';
import { version } from './version.js';
import { watch } from './watch.js';

/** All commands, in the order in which help lists them. */
export const commands: readonly CommandDefinition[] = [
  list,
  current,
  completed,
  next,
  prev,
  select,
  print,
  more,
  hint,
  start,
  run,
  verify,
  watch,
  solution,
  trace,
  explain,
  doctor,
  stats,
  reset,
  clean,
  help,
  completion,
  bugReport,
  version,
];
