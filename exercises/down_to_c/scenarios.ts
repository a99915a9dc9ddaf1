import type { Scenario } from '../../src/harness/child/scenario-context.js';
import { scenarios as delayScenarios } from '../../src/tasks/delay/scenarios.js';
import { makeWrongCalls } from '../../src/tasks/values/wrong-calls-driver.js';
import type { Params } from './params.js';

/** Calls of `delay` with wrong arguments, on the package and on the add-on alone. */
const wrongCallsOfPackage: Scenario = async (context) =>
  makeWrongCalls(context, await context.loadPackage(), (context.params as Params).wrongCalls);
const wrongCallsOfAddon: Scenario = async (context) =>
  makeWrongCalls(context, await context.loadAddon(), (context.params as Params).wrongCalls);

export const scenarios = { ...delayScenarios, wrongCallsOfPackage, wrongCallsOfAddon };
