/** How much longer the programs of test/packages take with the tracer, and how much later they load their package. */
import { median, medianRange } from '../median.js';
import { timesOf } from './run.js';

const MOST_TIMES_AS_LONG = 1.05;
const MOST_MS_MORE_TO_START = 100;
/** How often each program runs in both ways before its times count. */
const FEWEST_RUNS = 9;
const START_RUNS = 5;

/** What a program measures itself, without its start. */
interface Times {
  readonly rounds: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** How many times as long something takes with the tracer. */
interface Comparison {
  /** The medians, without and with the tracer. */
  readonly ms: readonly [plain: number, traced: number];
  readonly ratio: number;
  readonly range: readonly [from: number, to: number];
}

const TIMES = ['ms', 'with', 'times', 'range'];

/** The first lines of the table. */
export function printHeader(mostRuns: number): void {
  console.log(`
The medians of at most ${mostRuns} runs, until it is clear whether a program takes more than ${MOST_TIMES_AS_LONG} times as long:
wall time, the same with the tracer, how many times as long, the range in which that is; CPU time; when the package is
loaded, how much later it is, and how much later after the start of the command. All in ms.`);
  print(['package', 'runs', ...TIMES, ...TIMES, 'start', 'later', 'command']);
}

/**
 * Prints a line of the table. What else the machine does makes runs slower, by more than what is to be found out. So runs
 * with and without the tracer alternate, and are repeated until their number makes up for that.
 * @returns what takes too long
 */
export async function printTimes(
  { program, package: name }: { readonly program: string; readonly package: string },
  node: string,
  mostRuns: number,
): Promise<string[]> {
  const calibrated = await timesOf<Times>([node, `${program}.mjs`, 'calibrate'], false);
  const command = [node, `${program}.mjs`, String(calibrated.rounds)];
  const runs: { plain: Times; traced: Times }[] = [];
  const compare = (value: (times: Times) => number): Comparison => {
    const ratios = runs.map(({ plain, traced }) => value(traced) / value(plain));
    return {
      ms: [median(runs.map(({ plain }) => value(plain))), median(runs.map(({ traced }) => value(traced)))],
      ratio: median(ratios),
      range: medianRange(ratios),
    };
  };
  const compareBoth = () => [compare(({ wallMs }) => wallMs), compare(({ cpuMs }) => cpuMs)];
  while (runs.length < mostRuns && (runs.length < FEWEST_RUNS || !isClear(compareBoth())))
    runs.push({ plain: await timesOf(command, false), traced: await timesOf(command, true) });
  const both = compareBoth();
  const start = await compareStarts([node, 'start.mjs', name]);
  print([
    program,
    String(runs.length),
    ...both.flatMap(({ ms, ratio, range }) => [
      ...ms.map((of) => of.toFixed(0)),
      ratio.toFixed(3),
      range.map((end) => end.toFixed(2)).join('-'),
    ]),
    start.ms.toFixed(0),
    ...[start.later, start.commandLater].map((ms) => `${ms < 0 ? '' : '+'}${ms.toFixed(0)}`),
  ]);
  // What else the machine does adds to both times, and by far the most to the wall time. So the better of the two counts.
  const ratio = Math.min(...both.map((of) => of.ratio));
  return [
    ...(ratio > MOST_TIMES_AS_LONG ? [`${program}: takes ${ratio.toFixed(3)} times as long`] : []),
    ...(start.later > MOST_MS_MORE_TO_START ? [`${program}: starts ${start.later.toFixed(0)} ms later`] : []),
  ];
}

/** Whether more runs would change nothing: one of the times is surely short enough, or surely none is. */
function isClear(both: readonly Comparison[]): boolean {
  return (
    both.some(({ range }) => range[1] <= MOST_TIMES_AS_LONG) ||
    both.every(({ range }) => range[0] > MOST_TIMES_AS_LONG)
  );
}

interface Start {
  /** From the start of the program's process. */
  readonly ownMs: number;
  /** From the start of the command, which is `learnyounative trace` for a traced one. */
  readonly wholeMs: number;
}

/** When a package is loaded, ms: the least of several runs. */
async function compareStarts(command: readonly string[]) {
  const plain: Start[] = [];
  const traced: Start[] = [];
  for (let run = 0; run < START_RUNS; run++) {
    plain.push(await startOf(command, false));
    traced.push(await startOf(command, true));
  }
  const least = (starts: readonly Start[], value: keyof Start) =>
    Math.min(...starts.map((start) => start[value]));
  return {
    ms: least(plain, 'ownMs'),
    later: least(traced, 'ownMs') - least(plain, 'ownMs'),
    commandLater: least(traced, 'wholeMs') - least(plain, 'wholeMs'),
  };
}

async function startOf(command: readonly string[], isTraced: boolean): Promise<Start> {
  const from = performance.timeOrigin + performance.now();
  const { loadedAt, ms } = await timesOf<{ loadedAt: number; ms: number }>(command, isTraced);
  return { ownMs: ms, wholeMs: loadedAt - from };
}

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(10))).join(''));
}
