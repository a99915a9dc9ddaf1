/** Drives of the package. Each runs in its own process, and judges nothing. */
import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { describeError } from '../../src/harness/child/describe-error.js';
import { reportValue } from '../../src/harness/child/report-value.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import type { DriveParams } from './params.js';

type Exports = Record<string, unknown> | null | undefined;

/** The whole package, and the side effects of loading it. */
const loadPackage: Scenario = async (context) => {
  const { cwd } = process;
  const before = cwd();
  const packages = watchLoadedPackages(context);
  const exports = await context.loadPackage();
  context.observe('cwd', cwd() === before ? '' : cwd());
  context.observe('packages', packages().join(' '));
  observeExports(context, exports);
  // Loading succeeded, but inspecting the exports threw.
  const loaded = exports === undefined ? mainModule(context) : undefined;
  if (loaded?.loaded) context.observe('loaded-anyway', reportValue(loaded.exports).text);
};

/** The compiled add-on alone. */
const addonAlone: Scenario = async (context) => observeExports(context, await context.loadAddon());

/** The package's JavaScript on a reference add-on, whose exports JavaScript cannot know. */
const referenceAddon: Scenario = async (context) => {
  const reference = substitute(context);
  const exports = await context.loadPackage();
  // `loadPackage` is async, so it resolves a promise that the package exports.
  const { exports: whole } = mainModule(context) ?? {};
  if (exports !== undefined) compare(context, types.isPromise(whole) ? whole : exports, reference);
};

/** Like `referenceAddon`, but imported from an ES module that has the package installed. */
const imported: Scenario = async (context) => {
  const reference = substitute(context);
  const { packageFolder, user } = context.params as DriveParams;
  context.step('import-package');
  try {
    const { importPackage } = await import(pathToFileURL(user).href);
    compare(context, await importPackage(), reference);
  } catch (error) {
    context.recorder.record({ kind: 'load-failed', ...describeError(error, packageFolder) });
  }
};

export const scenarios = { loadPackage, addonAlone, referenceAddon, imported };

/** The package's main module, if `require` has loaded it. */
function mainModule(context: ScenarioContext): NodeJS.Module | undefined {
  const { packageFolder, main } = context.params as DriveParams;
  const require = createRequire(path.join(packageFolder, 'package.json'));
  try {
    return require.cache[require.resolve(path.join(packageFolder, main))];
  } catch {
    return undefined;
  }
}

/** @param exports `undefined` if loading failed: nothing is observed then */
function observeExports(context: ScenarioContext, exports: Exports): void {
  if (exports === undefined) return;
  context.observe('exports', namesOf(exports).join(' '));
  context.observe('shown', reportValue(exports).text);
}

function namesOf(value: unknown): string[] {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? Object.keys(value)
    : [];
}

/** Makes the compiled add-on a reference add-on, and observes which files are loaded as add-ons. */
function substitute(context: ScenarioContext): Record<string, unknown> {
  const { names, packageFolder, addonName } = context.params as DriveParams;
  const kinds = [() => randomBytes(8).toString('hex'), () => () => {}, () => ({}), () => Math.random()];
  const reference = Object.fromEntries(names.map((name, index) => [name, kinds[index % kinds.length]!()]));
  context.substituteAddon(reference);
  const load = process.dlopen;
  const own = realpathSync(packageFolder) + path.sep;
  process.dlopen = (...args: unknown[]) => {
    const file = String(args[1]);
    context.observe('dlopen', file);
    const isOutside = existsSync(file) && !realpathSync(file).startsWith(own);
    if (isOutside && path.basename(file) === addonName) context.observe('outside', file);
    Reflect.apply(load, process, args);
  };
  return { ...reference };
}

/** Observes, as `how`, the difference between the exports and the reference: `unchanged`, or the first one. */
function compare(context: ScenarioContext, exports: unknown, reference: Record<string, unknown>): void {
  const wholes = types.isModuleNamespaceObject(exports)
    ? [exports, (exports as Record<string, unknown>).default]
    : [exports];
  const names = Object.keys(reference);
  const has = (value: unknown, name: string) =>
    isObject(value) && Object.is((value as Record<string, unknown>)[name], reference[name]);
  const hasAll = (value: unknown) => names.every((name) => has(value, name));
  if (wholes.some(hasAll)) {
    context.observe('how', 'unchanged');
    return;
  }
  // The more similar of the two.
  const best = wholes.reduce((one, other) =>
    names.filter((name) => has(other, name)).length > names.filter((name) => has(one, name)).length ||
    namesOf(one).every((name) => name === 'default' || name === 'module.exports')
      ? other
      : one,
  );
  const missing = names.find((name) => !has(best, name))!;
  context.observe('shown', reportValue(best).text);
  context.observe('names', namesOf(best).join(', '));
  context.observe('name', missing);
  context.observe('type', isObject(best) ? typeof (best as Record<string, unknown>)[missing] : typeof best);
  const nested = namesOf(best).find((name) => hasAll((best as Record<string, unknown>)[name]));
  context.observe('nested', nested ?? '');
  const passed = names.filter((name) => has(best, name));
  context.observe('how', nested === undefined ? differenceOf(best, missing, passed, reference) : 'nested');
}

/** @param passed the names that were passed on unchanged */
function differenceOf(
  exports: unknown,
  missing: string,
  passed: readonly string[],
  reference: Record<string, unknown>,
): string {
  if (types.isPromise(exports)) return 'promise';
  if (!isObject(exports)) return 'no-object';
  if (typeof exports === 'function' && passed.length === 0) return 'function';
  if (namesOf(exports).length === 0) return 'nothing';
  if (missing in exports) return 'other-value';
  if (passed.length === 0) return 'other-names';
  const isLeftOut = (name: string) => !(name in exports);
  const lacksFunctions = Object.keys(reference).every(
    (name) => isLeftOut(name) === (typeof reference[name] === 'function'),
  );
  return lacksFunctions ? 'no-functions' : 'only-some';
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Returns a function that lists the packages in node_modules that the learner's files have loaded since this call. */
function watchLoadedPackages(context: ScenarioContext): () => string[] {
  const { packageFolder } = context.params as DriveParams;
  const modules = path.join(packageFolder, 'node_modules') + path.sep;
  const isOwn = (file: string) => file.startsWith(packageFolder + path.sep) && !file.startsWith(modules);
  const { cache } = createRequire(path.join(packageFolder, 'package.json'));
  const before = new Set(Object.keys(cache));
  return () => {
    const names = Object.entries(cache).flatMap(([file, module]) => {
      // A module that an ES module imported has no parent. Others have the first module that required them.
      const isLoadedByLearner = !module?.parent || isOwn(module.parent.filename);
      return isOwn(file) || before.has(file) || !isLoadedByLearner ? [] : (packageOf(file) ?? []);
    });
    return [...new Set(names)];
  };
}

function packageOf(file: string): string | undefined {
  const parts = file.replaceAll('\\', '/').split('/node_modules/').at(-1)!.split('/');
  if (!file.includes('node_modules') || parts[0]!.startsWith('.')) return undefined;
  return parts[0]!.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}
