/** Rules that somebody names: on the command line, or in a file. */
import { EXIT, Stop } from '../report/stop.js';
import { nearest } from '../texts/nearest.js';
import { t } from '../texts/translate.js';
import { RULES, type Rule, type RuleId } from './rules.js';

/** The IDs of all rules, in the order in which reports list them. */
export const RULE_IDS: readonly RuleId[] = RULES.map(({ id }) => id);

/**
 * The rule with this ID.
 * @throws {Stop} when there is none, with a suggestion if an ID is similar
 */
export function ruleNamed(name: string): Rule & { readonly id: RuleId } {
  const rule = RULES.find(({ id }) => id === name);
  if (rule !== undefined) return rule;
  const suggestion = nearest(name, RULE_IDS);
  const message =
    suggestion === undefined
      ? t('explain.unknown', { name })
      : t('explain.unknownButNear', { name, suggestion });
  throw new Stop(message, EXIT.usage);
}

/**
 * The rules of `--ignore`: IDs, separated by commas or spaces.
 * @throws {Stop} when one of them is unknown, or there is none
 */
export function parseIgnored(list: string): readonly RuleId[] {
  const names = list.split(/[\s,]+/).filter((name) => name !== '');
  if (names.length === 0) throw new Stop(t('ignore.empty'), EXIT.usage);
  return [...new Set(names.map((name) => ruleNamed(name).id))];
}
