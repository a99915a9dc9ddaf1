/** The drive of the compiled add-on, which runs in its own process. */
import { exportNames } from '../../src/harness/child/export-names.js';
import type { Scenario } from '../../src/harness/child/scenario-context.js';

/** Loads the add-on without the package's JavaScript, and observes its exports. */
const addonAlone: Scenario = async (context) => {
  const exports = await context.loadAddon();
  if (exports === undefined) return;
  context.observe('names', exportNames(exports));
  context.observe('type', typeof exports?.hello);
};

export const scenarios = { addonAlone };
