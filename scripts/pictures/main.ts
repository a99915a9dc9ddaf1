/** Draws docs/pictures/*.svg from real runs of learnyounative in a real terminal. `npm run pictures` runs it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawWindow } from './svg.js';
import { TerminalSession } from './terminal-session.js';

const COLUMNS = 80;
const EXERCISE = 'off_the_js_thread';

const root = process.cwd();
const bin = path.join(root, 'bin', 'learnyounative.js');
const desk = mkdtempSync(path.join(tmpdir(), 'learnyounative-pictures-'));

try {
  await drawMenu();
  await drawVerify('verify-fail', path.join(root, 'templates', EXERCISE), 1);
  await drawVerify('verify-pass', path.join(root, 'exercises', EXERCISE, 'solution'), 0);
} finally {
  rmSync(desk, { recursive: true, force: true });
}

async function drawMenu(): Promise<void> {
  const session = openSession(makeFolder('menu'));
  await session.show('learnyounative', process.execPath, [bin], 'EXIT');
  save('menu', 'The menu of learnyounative: the exercises, and how many of them are done', session);
}

async function drawVerify(name: string, submission: string, expectedExitCode: number): Promise<void> {
  const folder = makeFolder(name);
  cpSync(submission, path.join(folder, 'myaddon'), { recursive: true });
  const session = openSession(folder);
  const args = ['verify', 'myaddon/', '--exercise', EXERCISE];
  const exitCode = await session.run('learnyounative verify myaddon/', process.execPath, [bin, ...args]);
  if (exitCode !== expectedExitCode) throw new Error(`${name}: exit code ${exitCode}`);
  const verdict =
    exitCode === 0 ? 'passes: every check is ticked' : 'fails: what was observed, expected, and why';
  save(name, `learnyounative verify myaddon/ ${verdict}`, session);
}

function makeFolder(name: string): string {
  const folder = path.join(desk, name);
  mkdirSync(folder);
  return folder;
}

function openSession(cwd: string): TerminalSession {
  return new TerminalSession({
    columns: COLUMNS,
    cwd,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: desk,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      LEARNYOUNATIVE_CONFIG_DIR: path.join(cwd, '.config'),
      LEARNYOUNATIVE_CACHE_DIR: path.join(desk, '.cache'),
    },
  });
}

function save(name: string, description: string, session: TerminalSession): void {
  const file = path.join('docs', 'pictures', `${name}.svg`);
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  const picture = drawWindow({
    title: 'learnyounative',
    description,
    columns: COLUMNS,
    rows: session.rows(),
  });
  writeFileSync(path.join(root, file), picture);
  console.log(`drew ${file}`);
}
