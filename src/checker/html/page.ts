/** Reports as a page for a browser: one file that loads nothing. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compiledModule, packageJson } from '../../environment/package-root.js';
import { t } from '../../texts/translate.js';
import type { ProgramReport } from '../report.js';
import type { ScriptData } from './client/data.js';
import { findingsSection } from './findings.js';
import { escaped, text } from './markup.js';
import { type PageData, programPage } from './page-data.js';
import { scriptData } from './script-data.js';
import { processSection } from './timelines.js';

/** The report about a program as an HTML page. */
export function htmlReport(report: ProgramReport): string {
  return htmlPage(programPage(report));
}

/** An HTML page with findings and timelines, which needs no other file and makes no request. */
export function htmlPage(page: PageData): string {
  const style = readFileSync(compiledModule('cli', 'page', 'report.css'), 'utf8');
  const script = readFileSync(compiledModule('cli', 'page', 'report.js'), 'utf8');
  // With the hashes, markup that got into the page in spite of everything could run and load nothing.
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(t('page.title', { title: page.title }))}</title>
<style>${style}</style>
</head>
<body>
${header(page)}
<main>
${findingsSection(page)}
${page.processes.length > 0 ? `<p class="soft" id="keys">${text('page.keys')}</p>` : ''}
${page.processes.map((process, index) => processSection(process, index, page)).join('\n')}
<noscript><p>${text('page.no-script')}</p></noscript>
</main>
<footer>${text('page.made-by', { version: packageJson.version })}</footer>
<script type="application/json" id="data">${embeddedJson(scriptData(page))}</script>
<script>${script}</script>
</body>
</html>
`;
}

function header({ title, facts, findings, suppressed }: PageData): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const items = [
    ...facts.map((fact) => `<li>${escaped(fact)}</li>`),
    `<li${errors > 0 ? ' class="error"' : ''}>${text('checker.errors', { count: errors })}</li>`,
    `<li${warnings > 0 ? ' class="warning"' : ''}>${text('checker.warnings', { count: warnings })}</li>`,
    ...(suppressed > 0 ? [`<li>${text('page.suppressed', { count: suppressed })}</li>`] : []),
  ];
  return `<header>
<h1>${escaped(title)}</h1>
<ul class="facts" role="list" aria-label="${text('page.summary')}">
${items.join('\n')}
</ul>
</header>`;
}

/** JSON inside a script element: without `<`, no `</script>` or `<!--` in it can end or change the element. */
function embeddedJson(data: ScriptData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
