/** What runs in the workers of this exercise. The main thread records what they report. */
import type { WorkerContext } from '../../src/harness/child/worker-context.js';
import { Visitor } from './visit.js';

export interface PartInput {
  readonly what: 'package' | 'addon';
  readonly who: string;
  readonly mark: string;
  readonly times: number;
  readonly pendingMs: number;
}

type Part = (context: WorkerContext, input: unknown) => Promise<void>;

/** Loads with the other environments, and remembers when all have loaded. At the end, recalls again. */
const visit: Part = async (context, input) => {
  const { what, who, mark, times } = input as PartInput;
  await begin(context);
  const visitor = new Visitor(await context.load(what), who, mark);
  context.post('loaded');
  await context.next();
  context.post(visitor.visit(times));
  await context.next();
  context.post(visitor.recall());
};

/** Starts work and holds its own JS thread: the work is pending until the worker is terminated. */
const workPending: Part = async (context, input) => {
  const { what, who, mark, times, pendingMs } = input as PartInput;
  await begin(context);
  const exports = await context.load(what);
  const visitor = new Visitor(exports, who, mark);
  visitor.visit(times);
  const delay = exports.delay as (ms: number, callback: () => void) => void;
  await new Promise<void>((resolve) => delay(1, resolve));
  context.post('called-back');
  delay(pendingMs, () => context.post('called-back-early'));
  context.post('pending');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

/** A short life: loads, remembers, and waits to be terminated. */
const shortLife: Part = async (context, input) => {
  const { what, who, mark, times } = input as PartInput;
  await begin(context);
  context.post(new Visitor(await context.load(what), who, mark).visit(times));
  await context.next();
};

/** Reports that the worker runs, and waits until it may load. */
async function begin(context: WorkerContext): Promise<void> {
  context.post('started');
  await context.next();
}

export const parts = { visit, workPending, shortLife };
