import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';

/** The exports of a package. */
type Exports = Record<string, unknown>;

/** Loads a package as its users do. Returns its exports, or `null` if they are `undefined`. */
export async function loadExports(packageFolder: string): Promise<unknown> {
  return exportsOf(await loadPackage(packageFolder));
}

/**
 * Loads a package as its users do. Node.js uses "exports" in package.json only for a package that is loaded by its name:
 * https://nodejs.org/api/packages.html#package-entry-points
 */
async function loadPackage(packageFolder: string): Promise<Exports> {
  if (hasExports(packageFolder)) {
    const loaded = await loadByName(packageFolder);
    if (loaded) return loaded;
  }
  const require = createRequire(path.join(packageFolder, 'package.json'));
  const file = require.resolve(packageFolder);
  return await requireOr(
    () => require(file),
    () => import(pathToFileURL(file).href),
  );
}

function hasExports(packageFolder: string): boolean {
  const text = readFileSync(path.join(packageFolder, 'package.json'), 'utf8');
  const { exports } = JSON.parse(text.replace(/^\uFEFF/, ''));
  return exports !== undefined && exports !== null;
}

/** Returns `undefined` if "exports" has no entry for the package itself. */
async function loadByName(packageFolder: string): Promise<Exports | undefined> {
  const user = mkdtempSync(`${packageFolder}-user-`);
  const name = path.basename(packageFolder);
  try {
    mkdirSync(path.join(user, 'node_modules'));
    symlinkSync(packageFolder, path.join(user, 'node_modules', name), 'junction');
    const main = path.join(user, 'main.cjs');
    writeFileSync(main, 'exports.importPackage = (name) => import(name);\n');
    const require = createRequire(main);
    const { importPackage } = require(main);
    const file = unlessNotExported(() => require.resolve(name));
    const load = () => (file === undefined ? importPackage(name) : require(file));
    return await requireOr(load, () => importPackage(name));
  } catch (error) {
    if (isNotExported(error)) return undefined;
    throw error;
  } finally {
    rmSync(user, { recursive: true, force: true });
  }
}

/** Uses `load`, which requires the package, or `importIt` if it is an ES module that cannot be required. */
async function requireOr(load: () => Exports, importIt: () => Promise<Exports>): Promise<Exports> {
  try {
    return load();
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return await importIt();
  }
}

function unlessNotExported<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (isNotExported(error)) return undefined;
    throw error;
  }
}

function isNotExported(error: unknown): boolean {
  return codeOf(error) === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
}

/** The learner's code can throw anything, including `null`. */
function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null | undefined)?.code;
}

/** An ES module with only a default export counts as exporting what that holds. */
function exportsOf(loaded: Record<string, unknown>): unknown {
  if (!types.isModuleNamespaceObject(loaded)) return loaded ?? null;
  // `require` of an ES module adds `__esModule`.
  const { default: whole, __esModule, ...named } = loaded as Record<string, unknown>;
  return Object.keys(named).length === 0 && whole !== undefined ? whole : loaded;
}
