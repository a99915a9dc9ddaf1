import { t } from '../texts/translate.js';
import type { Lane } from './lane.js';

const NAMES = { js: 'js-thread', worker: 'worker-thread', thread: 'own-thread' } as const;

/** What a lane is called in texts, such as “worker 2”. */
export function laneName({ id, kind }: Pick<Lane, 'id' | 'kind'>): string {
  const number = id.split('-')[1] ?? '';
  return t(`timeline.${NAMES[kind]}`, { number }).trim();
}
