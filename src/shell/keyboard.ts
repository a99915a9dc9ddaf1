import { emitKeypressEvents, type Key } from 'node:readline';

/**
 * Calls `onKey` for each key press, without echo, until it is closed. Standard input must be a terminal.
 * @param onKey receives the key's name; with Ctrl held down, `ctrl-` and the name
 * @returns a function that restores the terminal
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
  // A terminal left in raw mode would not echo what is typed.
  process.on('exit', restore);
  return () => {
    process.off('exit', restore);
    stdin.off('keypress', listener);
    restore();
    stdin.pause();
  };
}
