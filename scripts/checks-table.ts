/** Generates docs/checks.md: `npm run checks`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { exercises } from '../src/course/exercises.js';
import { checksPage } from './checks-page.js';

writeFileSync(path.join('docs', 'checks.md'), await checksPage(exercises));
console.log('wrote docs/checks.md');
