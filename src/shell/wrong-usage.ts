import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

/** An error that ends the command with the exit code for wrong usage. @param key of the message in `i18n/` */
export function wrongUsage(key: string, values: Record<string, string> = {}): Stop {
  return new Stop(t(key, values), EXIT.usage);
}
