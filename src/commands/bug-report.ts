import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const bugReport: CommandDefinition = {
  name: 'bug-report',
  summary: t('bug-report.summary'),
  details: t('bug-report.details'),
  arguments: [],
  options: [],
  examples: ['bug-report', 'bug-report > report.md'],

  run: async (context) => (await import('./bug-report-action.js')).runBugReport(context),
};
