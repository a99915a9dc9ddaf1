/**
 * The child of the harness. It reads its plan and runs one scenario against the learner's code. It never calls
 * `process.exit()`: whether the process ends by itself is one of the things to find out.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readPlan } from './plan.js';
import { recordProcessEvents } from './process-events.js';
import { Recorder } from './recorder.js';
import { type Scenario, ScenarioContext } from './scenario-context.js';
import { watchLoads } from './watch-loads.js';

interface ScenarioModule {
  readonly scenarios: Readonly<Record<string, Scenario>>;
}

const plan = readPlan();
const recorder = new Recorder(plan.secret, BigInt(plan.originNs));
recordProcessEvents(recorder, plan.packageFolder);
watchLoads(recorder, plan.addonFile);

// Not awaited: with a pending top-level await, Node.js exits with code 13 when the event loop is empty.
// https://nodejs.org/api/process.html#exit-codes
void loadScenarios(plan.scenarioModule)
  .then(({ scenarios }) => scenarios[plan.scenario]!(new ScenarioContext(plan, recorder)))
  .then(() => recorder.record({ kind: 'done' }));

/** Loads the module without libuv's pool where that is possible: see entry.cts. */
async function loadScenarios(file: string): Promise<ScenarioModule> {
  try {
    return createRequire(import.meta.url)(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') throw error;
    return await import(pathToFileURL(file).href);
  }
}
