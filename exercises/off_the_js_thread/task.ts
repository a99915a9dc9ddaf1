export { delayTask as task } from '../../src/tasks/delay/task.js';
