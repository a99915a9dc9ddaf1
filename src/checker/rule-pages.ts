import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../environment/package-root.js';
import { t } from '../texts/translate.js';
import type { RuleId } from './rules.js';

/** The explanation of a rule, as Markdown. It begins with a heading, the rule's ID. */
export function rulePage(id: RuleId): string {
  return readFileSync(path.join(packageRoot, 'rules', `${id}.md`), 'utf8').trimEnd();
}

/** What it means that the rule is broken: one line, without a period. */
export function ruleSummary(id: RuleId): string {
  return t(`rule.${id}.summary`);
}
