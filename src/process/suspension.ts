/**
 * Ctrl-Z gives the terminal to the shell for a while: `leave` puts it right before this process stops, `comeBack` takes
 * it again afterwards.
 * @returns what ends that
 */
export function onSuspension(leave: () => void, comeBack: () => void): () => void {
  // Windows has no such thing.
  if (process.platform === 'win32') return () => {};
  const stop = () => {
    leave();
    // This one cannot be caught: here the process stops until somebody says SIGCONT.
    process.kill(process.pid, 'SIGSTOP');
  };
  process.on('SIGTSTP', stop);
  process.on('SIGCONT', comeBack);
  return () => {
    process.off('SIGTSTP', stop);
    process.off('SIGCONT', comeBack);
  };
}
