/**
 * Violations that are known and not reported. A suppressions file has a line for each, as those of LeakSanitizer do:
 *
 *     # rule       function          module
 *     pool-held    Image::Resize     sharp-*.node
 *     wrong-thread *                 legacy.node   # issue 12
 */
import path from 'node:path';
import { EXIT, Stop } from '../report/stop.js';
import { nearest } from '../texts/nearest.js';
import { literal } from '../texts/regexp.js';
import { t } from '../texts/translate.js';
import { withoutParameters } from './function-name.js';
import type { CodePlace, RuleViolation } from './report.js';
import { RULE_IDS } from './rule-names.js';

/** Each pattern matches a whole name; `*` stands for any characters. */
export interface Suppression {
  readonly rule: RegExp;
  /** Of the name of a function, with or without its parameters, or of the Node-API function that was called. */
  readonly function: RegExp;
  /** Of the path of a module, or of the last part of its path. */
  readonly module: RegExp;
}

const ANY = '*';

/**
 * Reads the text of a suppressions file. Columns are separated by spaces or tabs; those that are missing match anything.
 * A `#` at the start of a column begins a comment.
 * @param file its name, for messages
 * @throws {Stop} at the first line that is wrong
 */
export function parseSuppressions(text: string, file: string): readonly Suppression[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, index) => parseLine(line, { file, line: index + 1 }));
}

/** Whether one of the suppressions names the violation: its rule, and the function and module of one of its places. */
export function isSuppressed(violation: RuleViolation, suppressions: readonly Suppression[]): boolean {
  return suppressions.some((suppression) => matches(suppression, violation));
}

interface LinePosition {
  readonly file: string;
  readonly line: number;
}

function parseLine(text: string, position: LinePosition): Suppression[] {
  const columns = text
    .replace(/(?:^|\s)#.*$/, '')
    .split(/\s+/)
    .filter((column) => column !== '');
  const [rule, functionName = ANY, module = ANY, ...others] = columns;
  if (rule === undefined) return [];
  const pattern = wildcard(rule);
  if (!RULE_IDS.some((id) => pattern.test(id))) throw unknownRule(rule, position);
  if (others.length > 0) throw mistake('suppressions.tooManyColumns', position);
  return [{ rule: pattern, function: wildcard(functionName), module: wildcard(module) }];
}

function unknownRule(name: string, position: LinePosition): Stop {
  const suggestion = nearest(name, RULE_IDS);
  if (suggestion === undefined) return mistake('suppressions.unknown', position, { name });
  return mistake('suppressions.unknownButNear', position, { name, suggestion });
}

function mistake(key: string, { file, line }: LinePosition, values: Record<string, string> = {}): Stop {
  return new Stop(t(key, { ...values, file, line }), EXIT.usage);
}

function wildcard(pattern: string): RegExp {
  // Several stars in a row mean the same as one, but matching them takes longer.
  const parts = pattern.split(/\*+/).map(literal);
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function matches(suppression: Suppression, { rule, functionName, stack }: RuleViolation): boolean {
  if (!suppression.rule.test(rule)) return false;
  const places = stack.filter(({ module }) => isModule(suppression, module));
  const anyModule = suppression.module.test('');
  if (places.length === 0 && !anyModule) return false;
  if (suppression.function.test(functionName ?? '')) return true;
  return places.some((place) => isFunction(suppression, place));
}

function isModule({ module: pattern }: Suppression, module: string): boolean {
  return pattern.test(module) || pattern.test(path.basename(module));
}

function isFunction({ function: pattern }: Suppression, { function: name }: CodePlace): boolean {
  if (name === undefined) return pattern.test('');
  return pattern.test(name) || pattern.test(withoutParameters(name));
}
