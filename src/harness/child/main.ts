/**
 * The child of the harness: reads its plan, runs one scenario against the learner's code, and ends when nothing of it
 * is left to do. It never ends itself: whether the process does is one of the things to find out.
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
// Not awaited here: a module that waits at its top level would end with exit code 13 instead of draining.
void scenario(new ScenarioContext(plan, recorder)).then(() => recorder.record({ kind: 'done' }));
