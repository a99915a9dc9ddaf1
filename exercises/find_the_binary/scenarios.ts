/** What is done with the package; each scenario in a process of its own. */
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

/** The package as its users see it, and what loading it does to the process. */
const loadPackage: Scenario = async (context) => {
  const { cwd } = process;
  const before = cwd();
  const packages = packagesLoadedFromNowOn(context);
  const exports = await context.loadPackage();
  context.observe('cwd', cwd() === before ? '' : cwd());
  context.observe('packages', packages().join(' '));
  observeExports(context, exports);
  // Not while it was loaded, but at the first look at what it exports.
  const loaded = exports === undefined ? mainModule(context) : undefined;
  if (loaded?.loaded) context.observe('loaded-anyway', reportValue(loaded.exports).text);
};

/** Only what its compiled add-on exports. */
const addonAlone: Scenario = async (context) => observeExports(context, await context.loadAddon());

/** The package's JavaScript on an add-on that exports what no JavaScript could know. */
const referenceAddon: Scenario = async (context) => {
  const reference = substitute(context);
  const exports = await context.loadPackage();
  // A promise would not come through `loadPackage`, but what it is fulfilled with.
  const { exports: whole } = mainModule(context) ?? {};
  if (exports !== undefined) compare(context, types.isPromise(whole) ? whole : exports, reference);
};

/** As `referenceAddon`, by an `import` from an ES module of somebody who has installed it. */
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

/** The package's main module, where `require` has loaded it. */
function mainModule(context: ScenarioContext): NodeJS.Module | undefined {
  const { packageFolder } = context.params as DriveParams;
  const require = createRequire(path.join(packageFolder, 'package.json'));
  try {
    return require.cache[require.resolve(packageFolder)];
  } catch {
    return undefined;
  }
}

/** `undefined` is what could not be loaded. */
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

/** Puts the reference in the place of the compiled add-on, and tells when it is loaded. */
function substitute(context: ScenarioContext): Record<string, unknown> {
  const { names } = context.params as DriveParams;
  const kinds = [() => randomBytes(8).toString('hex'), () => () => {}, () => ({}), () => Math.random()];
  const reference = Object.fromEntries(names.map((name, index) => [name, kinds[index % kinds.length]!()]));
  context.substituteAddon(reference);
  const load = process.dlopen;
  const { packageFolder } = context.params as DriveParams;
  const own = realpathSync(packageFolder) + path.sep;
  process.dlopen = (...args: unknown[]) => {
    const file = String(args[1]);
    context.observe('dlopen', file);
    Reflect.apply(load, process, args);
    const isReference = (args[0] as NodeJS.Module).exports === reference;
    if (isReference && existsSync(file) && !realpathSync(file).startsWith(own))
      context.observe('outside', file);
  };
  return { ...reference };
}

/** Tells how what is exported differs from the reference: `unchanged`, or the first thing that does. */
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
  // The one that comes nearest.
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

/** @param passed the names of those that came through */
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

/** Returns what tells the packages in a node_modules of which files of the learner's have loaded something since. */
function packagesLoadedFromNowOn(context: ScenarioContext): () => string[] {
  const { packageFolder } = context.params as DriveParams;
  const modules = path.join(packageFolder, 'node_modules') + path.sep;
  const isOwn = (file: string) => file.startsWith(packageFolder + path.sep) && !file.startsWith(modules);
  const { cache } = createRequire(path.join(packageFolder, 'package.json'));
  const before = new Set(Object.keys(cache));
  return () => {
    const names = Object.entries(cache).flatMap(([file, module]) => {
      // What ES modules import has no parent; the others name the module that was first to ask.
      const isAskedFor = !module?.parent || isOwn(module.parent.filename);
      return isOwn(file) || before.has(file) || !isAskedFor ? [] : (packageOf(file) ?? []);
    });
    return [...new Set(names)];
  };
}

function packageOf(file: string): string | undefined {
  const parts = file.replaceAll('\\', '/').split('/node_modules/').at(-1)!.split('/');
  if (!file.includes('node_modules') || parts[0]!.startsWith('.')) return undefined;
  return parts[0]!.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}
