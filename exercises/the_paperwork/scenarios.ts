/** What is done with the compiled add-on, in a process of its own. */
import type { Scenario } from '../../src/harness/child/stage.js';

/** Loads it without any JavaScript of the package's, and tells what it exports. */
const addonAlone: Scenario = async (stage) => {
  const exports = await stage.loadAddon();
  if (exports === undefined) return;
  const fact = (name: string, value: string) => stage.recorder.record({ kind: 'fact', name, value });
  fact('names', Object.keys(exports ?? {}).join(', '));
  fact('type', typeof exports?.hello);
};

export const scenarios = { addonAlone };
