import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const doctor: CommandDefinition = {
  name: 'doctor',
  summary: t('doctor.summary'),
  details: t('doctor.details'),
  arguments: [],
  options: [{ flags: '--json', summary: t('doctor.json') }],
  examples: ['doctor', 'doctor --json'],

  run: async (...call) => (await import('./doctor-action.js')).runDoctor(...call),
};
