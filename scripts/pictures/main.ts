/**
 * Generates docs/pictures/*.svg by running learnyounative in a terminal: `npm run pictures`, or for some pictures only
 * `npm run pictures -- menu watch`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LearnerEnvironment } from './learner-environment.js';
import { type Scene, scenes } from './scenes.js';
import { drawWindow } from './svg.js';

const COLUMNS = 80;

const root = process.cwd();
const home = mkdtempSync(path.join(tmpdir(), 'learnyounative-pictures-'));
const selected = process.argv.slice(2);

try {
  for (const scene of scenes.filter(({ name }) => selected.length === 0 || selected.includes(name))) {
    await draw(scene);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function draw({ name, description, play }: Scene): Promise<void> {
  const learner = new LearnerEnvironment(root, home, name, COLUMNS);
  await play(learner);
  const file = path.join('docs', 'pictures', `${name}.svg`);
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  const picture = drawWindow({
    title: 'learnyounative',
    description,
    columns: COLUMNS,
    rows: learner.rows(),
  });
  writeFileSync(path.join(root, file), picture);
  console.log(`drew ${file}`);
}
