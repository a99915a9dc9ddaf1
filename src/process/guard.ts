import { type ChildProcess, spawn } from 'node:child_process';
import { ownProcessGroup } from './process-tree.js';

/**
 * Reads a line for each process that begins (`+ id`) or ends (`- id`), negative for a process group, and kills those that
 * are left when its input ends.
 */
const SCRIPT = `
all=' '
while read -r sign id; do
  case $sign in
    +) all="$all$id " ;;
    -) all="\${all%% "$id" *} \${all#* "$id" }" ;;
  esac
done
for id in $all; do kill -s KILL -- "$id" 2>/dev/null; done
`;

let guard: ChildProcess | undefined;

/**
 * Has a process killed as soon as this one has ended, however it ends: nothing of its own runs after SIGKILL, or when
 * the system takes back memory. A shell holds the other end of a pipe, which the system closes then. Does nothing on
 * Windows.
 * @param id of a process, or the negative one of a process group
 * @returns takes it back. To be called as soon as the process has ended, because another one may get its id.
 */
export function killWithThisProcess(id: number): () => void {
  if (!ownProcessGroup) return () => {};
  tell(`+ ${id}\n`);
  return () => tell(`- ${id}\n`);
}

function tell(line: string): void {
  guard ??= startGuard();
  guard.stdin?.write(line);
}

function startGuard(): ChildProcess {
  // In a group of its own: a signal to all of ours, as of Ctrl-C, must not end it.
  const started = spawn('sh', ['-c', SCRIPT], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  // Without a shell, children are killed by this process only.
  started.on('error', () => {});
  started.stdin.on('error', () => {});
  started.unref();
  (started.stdin as unknown as { unref(): void }).unref();
  return started;
}
