/** Reports for the tests of the HTML page. */
import type { CodePlace, ProgramReport, RuleViolation, TracedProcess } from '../../src/checker/report.js';
import type { Span } from '../../src/timeline/lane.js';
import { lane, span } from '../timeline/timelines.js';
import { codePlace, violationOf } from './reports.js';

/** Runs, loads and ends whatever it gets into as markup. */
export const EVIL = `</script><img src=x onerror="document.title='injected'"><!-- ' & " {from}`;

export function violation(more: Partial<RuleViolation> = {}): RuleViolation {
  return violationOf({
    message:
      'napi_create_object was called on worker-1 (thread 12). Its environment belongs to js (thread 11).',
    stack: [place('Work', 'myaddon.cc', 12), place('Execute', 'myaddon.cc', 40)],
    pid: 10,
    thread: 12,
    lane: 'worker-1',
    firstMs: 60,
    lastMs: 60,
    ...more,
  });
}

export function place(name: string | undefined, file?: string, line?: number): CodePlace {
  const module = '/app/build/Release/myaddon.node';
  return codePlace({ module, function: name, file, line, offset: 0x12f });
}

function tracedProcess(more: Partial<TracedProcess> = {}): TracedProcess {
  return {
    pid: 10,
    command: ['node', 'app.js'],
    modules: [{ file: '/app/build/Release/myaddon.node', isWatched: true }],
    timeline: {
      startMs: 40,
      endMs: 300,
      lanes: [
        lane('js', {
          thread: 11,
          spans: [
            span('native', 45, 48),
            span('held', 120, 205),
            span('function', 121, 122),
            span('complete', 262, 263),
          ],
          beats: [50, 60, 70, 80, 90, 100, 110, 210, 220, 230, 240, 250],
        }),
        lane('worker-1', {
          thread: 12,
          spans: [span('execute', 50, 260)],
          marks: [{ name: 'violation', atMs: 60 }],
        }),
        lane('worker-2', { thread: 13, spans: [span('execute', 51, 140), span('execute', 150, 259.5)] }),
        {
          ...lane('thread-1', {
            thread: 14,
            spans: [
              span('thread', 44, 290),
              ...[100, 100.5, 101, 180].map((at) => span('sent', at, at)),
              span('refused', 101.2, 101.2),
            ],
          }),
          kind: 'thread',
        },
      ],
    },
    lost: 0,
    ...more,
  };
}

/** Two processes, three errors and two warnings. */
export const report: ProgramReport = {
  command: ['node', 'app.js', '--port', '8080'],
  exitCode: 1,
  signal: null,
  durationMs: 1_234,
  processes: [
    tracedProcess(),
    tracedProcess({
      pid: 20,
      command: ['node', 'child.js'],
      lost: 7,
      timeline: {
        startMs: 100,
        endMs: 200,
        lanes: [lane('js', { thread: 20, spans: [span('native', 150, 151)] })],
      },
    }),
  ],
  violations: [
    violation(),
    violation({
      rule: 'deferred-settled-twice',
      message: `napi_resolve_deferred ${EVIL}`,
      stack: [place(EVIL, EVIL, 3), ...Array.from({ length: 6 }, () => place(undefined))],
      lane: 'js',
      firstMs: 263,
      count: 12,
    }),
    violation({ rule: 'after-environment', message: 'At exit.', stack: [], lane: undefined, pid: 99 }),
    violation({
      rule: 'thread-held',
      severity: 'warning',
      message: 'A callback of the add-on held js (thread 11) for up to 85 ms. JavaScript waited.',
      lane: 'js',
      firstMs: 205,
    }),
    violation({
      rule: 'handle-scope',
      severity: 'warning',
      message: '10000 handles were alive at the same time.',
      pid: 20,
      lane: 'js',
      firstMs: 150,
    }),
  ],
  suppressed: 2,
};

/** A report with so many spans, most of which are narrower than a pixel. */
export function largeReport(spans: number): ProgramReport {
  const names: readonly Span['name'][] = ['execute', 'sent', 'refused'];
  const lanes = ['js', 'worker-1', 'worker-2', 'worker-3'].map((id, index) => ({
    ...lane(id, {
      thread: index,
      spans: Array.from({ length: spans / 4 }, (_, at) =>
        span(id === 'js' ? 'complete' : names[at % 3]!, at * 0.4 + index / 10, at * 0.4 + index / 10 + 0.3),
      ),
    }),
  }));
  const timeline = { startMs: 0, endMs: spans / 10, lanes };
  return { ...report, processes: [tracedProcess({ timeline })], violations: [violation()] };
}
