import { emitKeypressEvents, type Key } from 'node:readline';

/**
 * Tells of each key as it is pressed, without its being shown; Ctrl-C is `ctrl-c`. Needs a terminal at standard input.
 * @returns what gives the keyboard back
 */
export function openKeyboard(onKey: (name: string) => void): () => void {
  const { stdin } = process;
  const restore = () => stdin.setRawMode(false);
  const listener = (_text: string | undefined, key: Key) => {
    onKey(key.ctrl ? `ctrl-${key.name ?? ''}` : (key.name ?? ''));
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on('keypress', listener);
  // However this process ends, short of being killed: a terminal in raw mode shows nothing of what is typed.
  process.on('exit', restore);
  return () => {
    process.off('exit', restore);
    stdin.off('keypress', listener);
    restore();
    stdin.pause();
  };
}
