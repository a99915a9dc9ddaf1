import { builtinModules } from 'node:module';
import { finding as failureOf, type Verdict } from '../report/finding.js';
import type { PackageJson } from '../submission/package-json.js';
import { nearest } from '../texts/nearest.js';

/** What a fresh `npm install` writes for the packages that the course uses. */
const RANGES: Readonly<Record<string, string>> = { 'node-addon-api': '^8.0.0', bindings: '^1.5.0' };

/**
 * The first of the packages used that a user of this package would not get: it is not under `dependencies`.
 * @param user the file of the learner's that uses them
 */
export function undeclared({ content, text }: PackageJson, used: readonly string[], user: string): Verdict {
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
    return failureOf('declares-dependencies.dev', values, 'package.json');
  const field = Object.keys(content).find((one) => namedUnder(one, name));
  if (field !== undefined)
    return failureOf('declares-dependencies.elsewhere', { ...values, field }, 'package.json');
  const { dependencies } = content;
  if (Array.isArray(dependencies)) return failureOf('declares-dependencies.a-list', values, 'package.json');
  if (typeof dependencies !== 'object' || dependencies === null)
    return failureOf('declares-dependencies.missing', values, 'package.json');
  const meant = Object.keys(dependencies).find(
    (one) => !used.includes(one) && nearest(one, [name]) !== undefined,
  );
  return meant === undefined
    ? failureOf('declares-dependencies.not-among', values, 'package.json')
    : failureOf('declares-dependencies.misspelt', { ...values, meant }, placeOfKey(text, meant));
}

/** Where the last such key stands: that of "dependencies" may be the second. */
function placeOfKey(text: string, key: string): string {
  const index = text.split('\n').findLastIndex((line) => line.includes(`"${key}"`));
  return index === -1 ? 'package.json' : `package.json:${index + 1}`;
}
