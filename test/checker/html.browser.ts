/** The HTML report in a real browser. `npm run test:browser` runs this; it needs Chromium or Chrome. */
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import t from 'tap';
import { htmlReport } from '../../src/checker/html/page.js';
import type { ProgramReport } from '../../src/checker/report.js';
import { largeReport, report } from './page-reports.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FOLDERS = (process.env.PATH ?? '').split(path.delimiter);
/** As the machine of CI is busy: a page of 20,000 spans takes about half a second. */
const LONGEST_LOAD_MS = 5_000;

const executablePath =
  process.env.CHROMIUM ||
  FOLDERS.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find(isExecutable);
if (executablePath === undefined)
  throw new Error(`Install Chromium (Debian: apt-get install chromium). Not found: ${NAMES.join(', ')}`);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'html-report-'));
const browser: Browser = await puppeteer.launch({
  executablePath,
  headless: true,
  // Chromium's own sandbox does not work for root, nor in most containers. The page is ours.
  args: ['--no-sandbox'],
});
t.teardown(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page that is open, with what it asked for and complained about. */
interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
  readonly loadMs: number;
}

let pages = 0;

async function open(of: ProgramReport, width = 1200): Promise<Opened> {
  const file = path.join(folder, `${++pages}.html`);
  writeFileSync(file, htmlReport(of));
  const page = await browser.newPage();
  await page.setViewport({ width, height: 800 });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  const startedAt = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('.chart svg');
  return { page, requests, complaints, loadMs: performance.now() - startedAt };
}

/** The visible range of a timeline, ms. */
async function range(page: Page, process = 0): Promise<{ from: number; to: number }> {
  const text = await page.$eval(`#process-${process} .range`, (element) => element.textContent ?? '');
  const [, from, to] = /^([\d.]+) ms to ([\d.]+) ms$/.exec(text) ?? [];
  return { from: Number(from), to: Number(to) };
}

function shown(page: Page): Promise<string[]> {
  return page.$$eval('.finding:not([hidden]) code', (codes) => codes.map((code) => code.textContent ?? ''));
}

function details(page: Page): Promise<string> {
  return page.$eval('#process-0 .details', (element) => element.textContent ?? '');
}

t.test('it opens without requests, complaints and injected markup', async (t) => {
  const { page, requests, complaints } = await open(report);
  t.equal(requests.length, 1, 'the page itself');
  t.same(complaints, []);
  t.equal(await page.title(), 'node app.js --port 8080 - learnyounative');
  t.equal(await page.$('img'), null);
  t.same(
    await shown(page),
    report.violations.map(({ rule }) => rule),
  );
  await page.close();
});

t.test('its policy blocks what injected markup would run and load', async (t) => {
  const { page, complaints } = await open(report);
  await page.evaluate(() => {
    const div = document.createElement('div');
    div.innerHTML =
      '<img src="data:," onerror="document.title = \'run\'"><style>body { display: none }</style>';
    document.body.append(div);
  });
  await page.waitForFunction(() => performance.now() > 500);
  for (const directive of ['default-src', 'script-src', 'style-src'])
    t.ok(
      complaints.some(
        (text) => text.includes(`directive: "${directive}`) || text.includes(`directive '${directive}`),
      ),
      directive,
    );
  t.not(await page.title(), 'run');
  await page.close();
});

t.test('filters', async (t) => {
  const { page, complaints } = await open(report);
  const flags = () => page.$$eval('#process-0 .chart .flag', (elements) => elements.length);
  t.equal(await flags(), 3);
  await page.click('input[value=warning]');
  t.same(await shown(page), ['wrong-thread', 'deferred-settled-twice', 'after-environment']);
  t.equal(await flags(), 2, 'in the timeline, too');
  t.equal(await page.$eval('.shown', (element) => element.textContent), '3 of 5 shown');
  await page.click('input[value=error]');
  t.same(await shown(page), []);
  await page.click('input[value=error]');
  await page.click('input[value=warning]');
  await page.select('select[name=rule]', 'handle-scope');
  t.same(await shown(page), ['handle-scope']);
  await page.select('select[name=rule]', '');
  await page.type('input[name=text]', 'MYADDON.CC:12');
  t.same(await shown(page), ['wrong-thread', 'thread-held', 'handle-scope'], 'text of the stack');
  await page.keyboard.press('Enter');
  t.notMatch(page.url(), '?', 'Enter sends no form');
  t.same(complaints, []);
  await page.close();
});

t.test('the keyboard zooms, moves, and reads spans', async (t) => {
  const { page, complaints } = await open(report);
  await page.focus('#process-0 .chart');
  const all = await range(page);
  t.same(all, { from: 40, to: 300 });

  await page.keyboard.press('+');
  await page.keyboard.press('+');
  const closer = await range(page);
  t.ok(closer.from > all.from && closer.to < all.to, 'zooms in');
  await page.keyboard.press('ArrowRight');
  const later = await range(page);
  t.ok(later.from > closer.from && later.to > closer.to, 'moves to later times');
  await page.keyboard.press('ArrowLeft');
  t.ok((await range(page)).from < later.from, 'moves back');
  await page.keyboard.press('Home');
  t.equal((await range(page)).from, 40);
  await page.keyboard.press('End');
  t.equal((await range(page)).to, 300);
  await page.keyboard.press('-');
  t.ok((await range(page)).from < 200, 'zooms out');
  await page.keyboard.press('0');
  t.same(await range(page), all, 'everything');
  await page.keyboard.down('Control');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.up('Control');
  t.same(await range(page), all, 'shortcuts of the browser stay its own');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  t.match(await details(page), 'worker-1 (thread of the pool, ID 12), events: 2');
  t.ok(await page.$('#process-0 .lane.current[data-lane="1"]'));
  await page.keyboard.press('n');
  t.equal(await details(page), 'worker-1: work, from 50 ms, for 210 ms');
  await page.keyboard.press('n');
  t.equal(await details(page), 'worker-1: Node-API call off the JS thread, at 60 ms');
  await page.keyboard.press('p');
  t.equal(await details(page), 'worker-1: work, from 50 ms, for 210 ms');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('n');
  t.equal(await details(page), 'js: JavaScript waits for the add-on, from 45 ms, for 3 ms');
  await page.keyboard.press('Enter');
  const near = await range(page);
  t.ok(near.from > 40 && near.to < 55, 'zooms to a span');
  t.same(complaints, []);
  await page.close();
});

t.test('buttons and the mouse zoom, move, and read spans', async (t) => {
  const { page, complaints } = await open(report);
  const all = await range(page);
  await page.click('#process-0 [data-do=in]');
  const closer = await range(page);
  t.ok(closer.from > all.from && closer.to < all.to);
  await page.click('#process-0 [data-do=later]');
  t.ok((await range(page)).from > closer.from);
  await page.click('#process-0 [data-do=earlier]');
  t.same(await range(page), closer);
  await page.click('#process-0 [data-do=out]');
  await page.click('#process-0 [data-do=whole]');
  t.same(await range(page), all);

  const frame = (await page.$('#process-0 .chart'))!;
  await frame.scrollIntoView();
  const box = (await frame.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel({ deltaY: -300 });
  await page.keyboard.up('Control');
  await page.waitForFunction(() => !document.querySelector('.range')!.textContent!.startsWith('40 ms'));
  const zoomed = await range(page);
  t.ok(zoomed.from > all.from && zoomed.to < all.to, 'the wheel zooms with Ctrl');
  await page.mouse.down();
  await page.mouse.move(x - 100, y, { steps: 4 });
  await page.mouse.up();
  t.ok((await range(page)).from > zoomed.from, 'dragging to the left shows later times');
  await page.click('#process-0 [data-do=whole]');

  await page.hover('#process-0 .chart .span.held');
  t.equal(await details(page), 'js: thread held, from 120 ms, for 85 ms', 'hovering shows a span');
  await page.hover('#process-0 .chart .span.several');
  t.match(await details(page), 'thread-1: 4 spans from 100 ms to 101.2 ms. Zoom in');
  await page.click('#process-0 .chart .span.held');
  t.ok(await page.$('#process-0 .lane.current[data-lane="0"]'), 'a click selects its lane');
  t.same(complaints, []);
  await page.close();
});

t.test('a violation leads to its time and lane', async (t) => {
  const { page } = await open(report);
  await page.click('.finding[data-rule=wrong-thread] p');
  const first = await range(page);
  t.ok(
    first.from >= 40 && first.from < 60 && first.to > 60 && first.to < 100,
    `${first.from} to ${first.to}`,
  );
  t.ok(await page.$('#process-0 .lane.current[data-lane="1"]'), 'its lane is highlighted');
  t.match(await details(page), 'worker-1, at 60 ms: napi_create_object was called');
  t.ok(await page.$eval('#process-0 .chart', (chart) => chart === document.activeElement));
  const top = await page.$eval('#process-0 .lane.current', (lane) => lane.getBoundingClientRect().top);
  t.ok(top >= 0 && top < 800, 'and visible');

  await page.focus('.finding[data-rule=deferred-settled-twice] button');
  await page.keyboard.press('Enter');
  const second = await range(page);
  t.ok(second.from > 200 && second.from < 263 && second.to > 263, `${second.from} to ${second.to}`);
  t.ok(await page.$('#process-0 .lane.current[data-lane="0"]'));
  t.match(await details(page), '</script><img', 'as text');
  await page.keyboard.press('n');
  t.equal(
    await details(page),
    'js: complete callback, from 262 ms, for 1 ms',
    'the span in which it happened',
  );

  await page.focus('.finding[data-rule=handle-scope] button');
  await page.keyboard.press('Space');
  t.ok((await range(page, 1)).from > 100, 'in the other process');
  t.same(await range(page), second);
  await page.close();
});

t.test('Tab reaches every control in the order of the page, and focus is visible', async (t) => {
  const { page } = await open(report);
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const { name, outline } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement & { name?: string; value?: string };
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const name =
        element.dataset.do ??
        (element.className ||
          [element.name, element.name === 'severity' ? element.value : ''].filter(Boolean).join(' ') ||
          element.localName);
      return { name, outline: `${outlineStyle} ${outlineWidth}` };
    });
    if (name === 'body') break;
    seen.push(name);
    t.equal(outline, 'solid 3px', name);
  }
  const zoom = ['in', 'out', 'earlier', 'later', 'whole', 'chart', 'summary'];
  t.same(seen, [
    ...['severity error', 'severity warning', 'rule', 'text'],
    ...['button', 'summary', 'button', 'button', 'button'],
    ...zoom,
    ...zoom,
  ]);
  await page.close();
});

t.test('screen readers get names, roles and a table', async (t) => {
  const { page } = await open(report);
  const tree = JSON.stringify(await page.accessibility.snapshot());
  const names = [
    'Zoom in',
    'Zoom out',
    'Earlier',
    'Later',
    'Timeline: Process 10: node app.js',
    'Rule',
    'Text',
  ];
  const missing = names.filter((name) => !tree.includes(`"name":"${name}"`));
  t.same(missing, []);
  await page.click('#process-0 > details > summary');
  await page.waitForSelector('#process-0 tbody tr');
  const rows = () =>
    page.$$eval('#process-0 tbody tr', (all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent)),
    );
  t.match(await rows(), [['js', 'JavaScript waits for the add-on', '45', '3']]);
  const count = (await rows()).length;
  t.equal(count, 4 + 2 + 2 + 6);
  await page.focus('#process-0 .chart');
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('+');
  await page.waitForFunction(
    (before) => document.querySelectorAll('#process-0 tbody tr').length < before,
    {},
    count,
  );
  t.pass('the table shows what is visible');
  await page.close();
});

t.test('light and dark', async (t) => {
  const { page } = await open(report);
  const colors = async (scheme: string) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    return page.evaluate(() => [
      getComputedStyle(document.body).backgroundColor,
      getComputedStyle(document.body).color,
      getComputedStyle(document.querySelector('.chart .span.held')!).fill,
    ]);
  };
  t.same(await colors('light'), ['rgb(255, 255, 255)', 'rgb(27, 31, 36)', 'rgb(179, 38, 30)']);
  t.same(await colors('dark'), ['rgb(15, 19, 24)', 'rgb(230, 237, 243)', 'rgb(255, 143, 134)']);
  await page.close();
});

t.test('nothing is cut off in a narrow window, also after it is resized', async (t) => {
  const { page } = await open(report, 1400);
  for (const width of [400, 320]) {
    await page.setViewport({ width, height: 800 });
    await page.waitForFunction(
      () =>
        document.querySelector('.chart svg')!.clientWidth === document.querySelector('.chart')!.clientWidth,
    );
    t.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  await page.close();
});

t.test('20,000 spans stay usable', async (t) => {
  const { page, complaints, loadMs } = await open(largeReport(20_000));
  t.ok(loadMs < LONGEST_LOAD_MS, `opens in ${Math.round(loadMs)} ms`);
  const count = () => page.$$eval('.chart rect', (rects) => rects.length);
  t.ok((await count()) < 5_000, `${await count()} rectangles`);
  await page.focus('.chart');
  const startedAt = performance.now();
  for (let presses = 0; presses < 12; presses++) await page.keyboard.press('+');
  for (let presses = 0; presses < 12; presses++) await page.keyboard.press('ArrowRight');
  const each = (performance.now() - startedAt) / 24;
  t.ok(each < 250, `${Math.round(each)} ms for each step`);
  t.ok((await count()) > 20, 'closer, single spans are drawn');
  t.same(complaints, []);
  await page.close();
});
