/** What is done with the compiled add-on, in a process of its own. */
import { exportNames } from '../../src/harness/child/export-names.js';
import type { Scenario } from '../../src/harness/child/scenario-context.js';

/** Loads it without any JavaScript of the package's, and tells what it exports. */
const addonAlone: Scenario = async (context) => {
  const exports = await context.loadAddon();
  if (exports === undefined) return;
  context.observe('names', exportNames(exports));
  context.observe('type', typeof exports?.hello);
};

export const scenarios = { addonAlone };
