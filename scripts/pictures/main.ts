/**
 * Draws docs/pictures/*.svg from real runs of learnyounative in a real terminal. `npm run pictures` runs it; names of
 * pictures draw only those: `npm run pictures -- menu watch`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Desk } from './desk.js';
import { type Scene, scenes } from './scenes.js';
import { drawWindow } from './svg.js';

const COLUMNS = 80;

const root = process.cwd();
const home = mkdtempSync(path.join(tmpdir(), 'learnyounative-pictures-'));
const wanted = process.argv.slice(2);

try {
  for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    await draw(scene);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function draw({ name, description, play }: Scene): Promise<void> {
  const desk = new Desk(root, home, name, COLUMNS);
  await play(desk);
  const file = path.join('docs', 'pictures', `${name}.svg`);
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  const picture = drawWindow({ title: 'learnyounative', description, columns: COLUMNS, rows: desk.rows() });
  writeFileSync(path.join(root, file), picture);
  console.log(`drew ${file}`);
}
