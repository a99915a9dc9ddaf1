import type { PageData } from '../checker/html/page-data.js';
import type { VerifyOutcome } from '../course/verify.js';
import type { CheckResult } from '../report/check.js';
import { t } from '../texts/translate.js';
import { timelineOf } from '../timeline/timeline.js';

/** What `verify --html` writes: the verdict, the check that failed, and what happened on which thread. */
export function verifyPage({ exercise, pass, durationMs, checks, mainRun }: VerifyOutcome): PageData {
  const passed = checks.filter(({ status }) => status === 'pass').length;
  return {
    title: exercise.title,
    facts: [
      pass ? t('verify.page-pass') : t('verify.page-fail'),
      t('verify.page-checks', { passed, count: checks.length }),
      t('page.duration', { seconds: (durationMs / 1000).toFixed(1) }),
    ],
    findings: checks.filter(({ status }) => status === 'fail').map(findingOf),
    findingsName: pass ? t('verify.page-checks-heading') : t('verify.page-findings'),
    idName: t('verify.page-check'),
    noFindings: t('verify.page-no-findings'),
    suppressed: 0,
    processes: mainRun ? [{ name: t('verify.page-run'), notes: [], timeline: timelineOf(mainRun) }] : [],
  };
}

function findingOf({
  id,
  title,
  observed,
  expected,
  hint,
  where,
}: CheckResult): PageData['findings'][number] {
  const sentences = [
    title,
    observed,
    where === undefined ? undefined : t('verify.page-where', { where }),
    expected === undefined ? undefined : t('verify.page-expected', { expected }),
    hint,
  ];
  const message = sentences.filter((sentence) => sentence !== undefined).join('\n');
  return { id, severity: 'error', message, count: 1, stack: [] };
}
