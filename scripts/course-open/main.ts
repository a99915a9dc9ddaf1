/**
 * Writes the complete package of a submission to a folder, so that you can try it out.
 *
 *   npm run course:open off_the_js_thread/wrong/endless-work           to ./endless-work
 *   npm run course:open off_the_js_thread/wrong/endless-work myaddon   to ./myaddon
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { composeSubmission, findSubmission } from '../submissions/compose.js';

try {
  open(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

function open([id, folder, ...rest]: readonly string[]): void {
  if (id === undefined || rest.length > 0) {
    throw new Error('Usage: npm run course:open <exercise>/<right or wrong>/<name> [folder]');
  }
  const submission = findSubmission(id);
  const target = path.resolve(folder ?? submission.name);
  if (existsSync(target)) throw new Error(`${target} exists already. Name another folder.`);
  composeSubmission(submission, target);
  const shown = path.relative('', target);
  console.log(`The package is in ${target}. Next:`);
  console.log(`  npx learnyounative verify ${shown} --exercise ${id.split('/')[0]}`);
}
