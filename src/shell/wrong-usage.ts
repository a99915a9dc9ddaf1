import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

/** Ends the command: the learner asked for something that cannot be. The text of `key` tells them why. */
export function wrongUsage(key: string, values: Record<string, string> = {}): Stop {
  return new Stop(t(key, values), EXIT.usage);
}
