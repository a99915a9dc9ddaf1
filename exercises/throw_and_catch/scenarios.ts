export { scenarios } from '../../src/tasks/values/scenarios.js';
