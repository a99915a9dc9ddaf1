export { finding as failureOf } from './finding.js';
