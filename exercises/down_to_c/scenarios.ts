import { scenarios as delayScenarios } from '../../src/tasks/delay/scenarios.js';
import { wrongCallScenarios } from '../../src/tasks/wrong-calls/scenarios.js';

export const scenarios = { ...delayScenarios, ...wrongCallScenarios };
