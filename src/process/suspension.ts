/**
 * Handles Ctrl-Z, which returns the terminal to the shell for a while.
 * @param suspend runs before this process stops, to restore the terminal
 * @param resume runs when it continues
 * @returns a function that removes the handlers
 */
export function onSuspension(suspend: () => void, resume: () => void): () => void {
  // There is no job control on Windows.
  if (process.platform === 'win32') return () => {};
  const stop = () => {
    suspend();
    // SIGSTOP cannot be caught: the process stops here until it receives SIGCONT.
    process.kill(process.pid, 'SIGSTOP');
  };
  process.on('SIGTSTP', stop);
  process.on('SIGCONT', resume);
  return () => {
    process.off('SIGTSTP', stop);
    process.off('SIGCONT', resume);
  };
}
