export { scenarios } from '../../src/tasks/delay/scenarios.js';
