/**
 * The child of the harness: reads its plan, runs one scenario against the learner's code, and ends when nothing of it
 * is left to do. It never ends itself: whether the process does is one of the things to find out.
 */
import { readSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CHANNEL_FD, type Plan } from '../protocol.js';
import { describeError } from './describe-error.js';
import { Recorder } from './recorder.js';
import { type Scenario, Stage } from './stage.js';

const plan = readPlan();
const recorder = new Recorder(plan.secret, BigInt(plan.originNs));

process.on('uncaughtExceptionMonitor', (error) => {
  recorder.record({ kind: 'thrown', ...describeError(error, plan.packageFolder) });
});
process.once('beforeExit', () => recorder.record({ kind: 'drained' }));
process.once('exit', (code) => recorder.record({ kind: 'exit', code }));

const module = await import(pathToFileURL(plan.scenarioModule).href);
const scenario: Scenario = module.scenarios[plan.scenario];
// Not awaited here: a module that waits at its top level would end with exit code 13 instead of draining.
void scenario(new Stage(plan, recorder)).then(() => recorder.record({ kind: 'done' }));

function readPlan(): Plan {
  const chunk = Buffer.alloc(4096);
  let text = '';
  while (!text.includes('\n')) text += chunk.toString('utf8', 0, readSync(CHANNEL_FD, chunk));
  return JSON.parse(text);
}
