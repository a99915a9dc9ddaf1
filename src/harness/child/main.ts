/**
 * The child of the harness. It reads its plan and runs one scenario against the learner's code. It never calls
 * `process.exit()`: whether the process ends by itself is one of the things to find out.
 */
import { pathToFileURL } from 'node:url';
import { readPlan } from './plan.js';
import { recordProcessEvents } from './process-events.js';
import { Recorder } from './recorder.js';
import { type Scenario, ScenarioContext } from './scenario-context.js';

const plan = readPlan();
const recorder = new Recorder(plan.secret, BigInt(plan.originNs));
recordProcessEvents(recorder, plan.packageFolder);

const module = await import(pathToFileURL(plan.scenarioModule).href);
const scenario: Scenario = module.scenarios[plan.scenario];
// Not awaited: with a pending top-level await, Node.js exits with code 13 when the event loop is empty.
// https://nodejs.org/api/process.html#exit-codes
void scenario(new ScenarioContext(plan, recorder)).then(() => recorder.record({ kind: 'done' }));
