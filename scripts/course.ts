/**
 * Verifies every submission of the course, with and without the probe.
 *
 *   npm run test:course                    the whole course
 *   npm run test:course -- --shard 2/3     the second of three parts
 *   npm run test:course -- down_to_c       only submissions that match the regular expression, as in COURSE_ONLY
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { testEnvironment } from './test-environment.js';

const COURSE_TEST = path.resolve('dist', 'test', 'course', 'submissions.test.js');
/** Timeout for the whole course. */
const TIMEOUT_S = 7_200;

const { values, positionals } = parseArgs({ options: { shard: { type: 'string' } }, allowPositionals: true });
if (values.shard !== undefined && !/^[1-9]\d*\/[1-9]\d*$/.test(values.shard)) {
  console.error(`--shard ${values.shard}: write it as 2/3, the second of three parts.`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, ['--enable-source-maps', COURSE_TEST], {
  stdio: 'inherit',
  env: {
    ...testEnvironment(),
    COURSE: 'whole',
    TAP_TIMEOUT: String(TIMEOUT_S),
    ...(values.shard !== undefined && { COURSE_SHARD: values.shard }),
    ...(positionals[0] !== undefined && { COURSE_ONLY: positionals[0] }),
  },
});
process.exitCode = status ?? 1;
