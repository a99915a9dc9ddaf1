/**
 * Joins the program's modules and what they import in `dist/cli`: Node.js takes about a millisecond to load each of
 * hundreds of files, and learners would install, and audit, 180 packages. What the harness's child runs stays as it is
 * compiled; what learners' packages are built with (`dependencies` in package.json) is installed.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';
import license from 'rollup-plugin-license';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * workshopper-adventure loads its commands, modifiers and texts from its own folder at run time, by name, which cannot
 * be joined. Of all these, the program uses the command `menu` and the English texts.
 */
const REPLACED = {
  'index.js': [
    /\.loadCommands\(.*\)\s+\.loadModifiers\(.*\)/,
    ".addCommands([{ aliases: ['menu'], ...require('./lib/commands/menu') }])",
  ],
  'i18n.js': [
    /i18nFs\(path\.resolve\(__dirname, '\.\/i18n'\)\)/,
    "require('i18n-core/lookup/object')({ en: require('./i18n/en.json') })",
  ],
};

/** What it and its dependencies require only for what is not used: a menu of its own, other syntaxes of texts. */
const UNUSED = ['simple-terminal-menu/factory', '../mseePipe', 'mustache', 'sprintf'];

const workshopperAdventure = {
  name: 'workshopper-adventure',
  resolveId: {
    order: 'pre',
    handler(id, importer = '') {
      if (!/[/\\](?:workshopper-adventure|i18n-core)[/\\]/.test(importer)) return null;
      if (UNUSED.includes(id)) return `unused:${id}`;
      // The framework has no option for where it stores its state.
      if (id === 'workshopper-adventure-storage') return path.resolve('dist/src/shell/framework-storage.cjs');
      return null;
    },
  },
  load: (id) => (id.startsWith('unused:') ? { code: `throw new Error('${id}');`, moduleType: 'js' } : null),
  transform(code, id) {
    const [folder, file] = id.split(path.sep).slice(-2);
    const [from, to] = (folder === 'workshopper-adventure' && REPLACED[file]) || [];
    if (from === undefined) return null;
    if (!from.test(code)) throw new Error(`${id} has changed: see ${import.meta.filename}`);
    return { code: code.replace(from, () => to), map: { mappings: '' } };
  },
};

await build({
  input: 'dist/src/main.js',
  platform: 'node',
  external: (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
  plugins: [
    workshopperAdventure,
    license({ thirdParty: { output: path.resolve('dist/cli/third-party-licenses.txt') } }),
  ],
  output: { dir: 'dist/cli', format: 'es', sourcemap: true },
});

/** The script and the style of the HTML report. They are written into it, so they have to be small. */
await build({
  input: 'src/checker/html/client/main.ts',
  platform: 'browser',
  tsconfig: 'src/checker/html/client/tsconfig.json',
  resolve: { extensionAlias: { '.js': ['.ts'] } },
  output: { file: 'dist/cli/page/report.js', format: 'iife', minify: true },
});
copyFileSync('src/checker/html/client/report.css', 'dist/cli/page/report.css');
