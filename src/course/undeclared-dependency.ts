import { builtinModules } from 'node:module';
import { finding, type Verdict } from '../report/finding.js';
import type { PackageJson } from '../submission/package-json.js';
import { nearest } from '../texts/nearest.js';

/** The ranges that `npm install` currently writes for the packages that the course uses. */
const RANGES: Readonly<Record<string, string>> = { 'node-addon-api': '^8.0.0', bindings: '^1.5.0' };

/**
 * Judges whether all used packages are listed under `dependencies`, so that users of the package get them as well.
 * @param used the names of the packages that the learner's files load
 * @param user the learner's file that uses them
 */
export function undeclaredDependency(
  { content, text }: PackageJson,
  used: readonly string[],
  user: string,
): Verdict {
  const namedUnder = (field: string, name: string) => {
    const names = content[field];
    return typeof names === 'object' && names !== null && Object.hasOwn(names, name);
  };
  const name = used.find(
    (one) =>
      !builtinModules.includes(one.replace(/^node:/, '')) &&
      one !== content.name &&
      !namedUnder('dependencies', one),
  );
  if (name === undefined) return undefined;
  const values = { name, user, range: RANGES[name] ?? '*' };
  if (namedUnder('devDependencies', name))
    return finding('declares-dependencies.dev', values, 'package.json');
  const field = Object.keys(content).find((one) => namedUnder(one, name));
  if (field !== undefined)
    return finding('declares-dependencies.elsewhere', { ...values, field }, 'package.json');
  const { dependencies } = content;
  if (Array.isArray(dependencies)) return finding('declares-dependencies.a-list', values, 'package.json');
  if (typeof dependencies !== 'object' || dependencies === null)
    return finding('declares-dependencies.missing', values, 'package.json');
  const meant = Object.keys(dependencies).find(
    (one) => !used.includes(one) && nearest(one, [name]) !== undefined,
  );
  return meant === undefined
    ? finding('declares-dependencies.not-among', values, 'package.json')
    : finding('declares-dependencies.misspelt', { ...values, meant }, placeOfLastKey(text, meant));
}

/** The place of the last such key. An earlier one may be outside of "dependencies". */
function placeOfLastKey(text: string, key: string): string {
  const index = text.split('\n').findLastIndex((line) => line.includes(`"${key}"`));
  return index === -1 ? 'package.json' : `package.json:${index + 1}`;
}
