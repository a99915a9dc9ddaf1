/** Which submissions of the course a test run verifies. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Mistake } from './submissions.js';

/** `sample`: a few submissions of every exercise. `whole`: all of them, with and without the probe. */
export const extent: 'sample' | 'whole' =
  process.env.COURSE === 'whole' || process.env.COURSE_ONLY !== undefined ? 'whole' : 'sample';

/** To test one exercise or submission only: `COURSE_ONLY=off_the_js_thread/right/uv-queue-work`. */
const wanted = new RegExp(process.env.COURSE_ONLY ?? '');

/** `2/3` is the second of three parts; each has about the same share of every exercise. */
const [, part = '1', parts = '1'] = /^(\d+)\/(\d+)$/.exec(process.env.COURSE_SHARD ?? '') ?? [];

/** The jobs that this run is to execute. Titles are paths such as `off_the_js_thread/right/uv-queue-work`. */
export function selected<T extends { readonly title: string }>(jobs: readonly T[]): T[] {
  return jobs
    .filter(({ title }) => wanted.test(title))
    .filter((_, index) => index % Number(parts) === Number(part) - 1);
}

/** In a sample, the first right submission of each API. */
export function someRight<T extends { readonly folder: string }>(submissions: readonly T[]): readonly T[] {
  return extent === 'whole' ? submissions : firstOfEach(submissions, ({ folder }) => apiIn(folder));
}

/** In a sample, one wrong submission of each check: if there is one, the first whose verdict chance has no part in. */
export function someWrong(mistakes: readonly Mistake[]): readonly Mistake[] {
  if (extent === 'whole') return mistakes;
  const settled = mistakes.filter(({ situation }) => !Array.isArray(situation));
  return firstOfEach([...settled, ...mistakes], ({ check }) => check);
}

/** The API that the submission's own sources use. */
function apiIn(folder: string): string {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:c|cc|cpp|h)$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
  if (/\buv_\w+\(/.test(sources)) return 'libuv';
  return /\bnapi_create_\w+\(/.test(sources) ? 'Node-API' : 'node-addon-api';
}

function firstOfEach<T>(items: readonly T[], kindOf: (item: T) => string): T[] {
  return [...new Map([...items].reverse().map((item) => [kindOf(item), item])).values()];
}
