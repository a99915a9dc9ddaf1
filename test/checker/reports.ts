/** Reports for tests, made without running a program. */
import type { CodePlace, ProgramReport, RuleViolation, TracedProcess } from '../../src/checker/report.js';
import type { Timeline } from '../../src/timeline/timeline.js';

export function codePlace(place: Partial<CodePlace> = {}): CodePlace {
  return {
    module: '/app/node_modules/image/build/Release/image.node',
    function: 'Image::Resize(int, char const*)',
    file: '/app/src/image.cc',
    line: 12,
    offset: 0x1a2b,
    ...place,
  };
}

export function violationOf(violation: Partial<RuleViolation> = {}): RuleViolation {
  return {
    rule: 'wrong-thread',
    severity: 'error',
    message: 'napi_create_object was called on the wrong thread.',
    functionName: 'napi_create_object',
    stack: [codePlace()],
    hasSeveralCallers: false,
    pid: 100,
    thread: 103,
    lane: 'pool 1',
    count: 1,
    firstMs: 12.4,
    lastMs: 12.4,
    ...violation,
  };
}

const PROCESS: TracedProcess = {
  pid: 100,
  command: ['node', 'app.js'],
  modules: [{ file: codePlace().module, isWatched: true }],
  timeline: {} as Timeline,
  lost: 0,
};

export function reportOf(report: Partial<ProgramReport> = {}): ProgramReport {
  return {
    command: ['node', 'app.js'],
    exitCode: 0,
    signal: null,
    durationMs: 1_234.5,
    processes: [PROCESS],
    violations: [],
    suppressed: 0,
    ...report,
  };
}
