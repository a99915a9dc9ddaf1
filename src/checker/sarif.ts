/**
 * The report of `trace --` in the Static Analysis Results Interchange Format, for code scanning and editors.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Invocation,
  Location,
  Log,
  LogicalLocation,
  ReportingDescriptor,
  Result,
  StackFrame,
} from 'sarif';
import { packageJson } from '../environment/package-root.js';
import { commandLine } from './command-line.js';
import { withoutParameters } from './function-name.js';
import type { CodePlace, ProgramReport, RuleViolation } from './report.js';
import { rulePage, ruleSummary } from './rule-pages.js';
import { RULES, type Rule, type RuleId } from './rules.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** The folder to which paths are relative: the root of the program's sources. */
const BASE_ID = '%SRCROOT%';
/** The version is raised when the fingerprints of the same violations change. */
const FINGERPRINT = 'learnyounativeViolation/v1';

export interface SarifOptions {
  /** The version of learnyounative. */
  readonly version: string;
  /** The absolute path of the folder that paths of files in it are relative to. */
  readonly baseFolder: string;
}

/**
 * The report as a SARIF 2.1.0 log with one run. Times in it are ms since the program's start.
 * @throws the system's error, if the page of a rule cannot be read
 */
export function sarifReport(report: ProgramReport, { version, baseFolder }: SarifOptions): Log {
  const base = folderUrl(baseFolder);
  const fingerprints = fingerprintsOf(report.violations);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: packageJson.name,
            version,
            informationUri: packageJson.homepage,
            rules: RULES.map(ruleDescriptor),
          },
        },
        originalUriBaseIds: { [BASE_ID]: { uri: base } },
        invocations: [invocationOf(report)],
        results: report.violations.map((violation) =>
          resultOf(violation, base, fingerprints.get(violation)!),
        ),
      },
    ],
  };
}

function ruleDescriptor({ id, severity }: Rule & { readonly id: RuleId }): ReportingDescriptor {
  const page = rulePage(id);
  const summary = sentence(ruleSummary(id));
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: firstParagraph(page) },
    // Viewers that do not render Markdown show the text.
    help: { text: page, markdown: page },
    defaultConfiguration: { level: severity },
  };
}

/** A sentence of its own: with a capital letter and a period. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The paragraph after the heading, in one line. */
function firstParagraph(page: string): string {
  return (page.split('\n\n')[1] ?? '').replaceAll('\n', ' ').replaceAll('`', '');
}

function invocationOf({ command, exitCode, signal }: ProgramReport): Invocation {
  return {
    commandLine: commandLine(command),
    arguments: command.slice(1),
    ...(exitCode !== null && { exitCode }),
    ...(signal !== null && { exitSignalName: signal }),
    executionSuccessful: exitCode === 0,
  };
}

function resultOf(violation: RuleViolation, base: string, fingerprint: string): Result {
  const { rule, severity, message, stack, count, pid, lane, firstMs, lastMs } = violation;
  const [innermost] = stack;
  return {
    ruleId: rule,
    ruleIndex: RULES.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: message },
    locations: innermost === undefined ? [] : [locationOf(innermost, base)],
    ...(stack.length > 0 && { stacks: [{ frames: stack.map((place) => frameOf(place, violation, base)) }] }),
    occurrenceCount: Math.max(1, count),
    partialFingerprints: { [FINGERPRINT]: fingerprint },
    properties: { pid, ...(lane !== undefined && { lane }), firstMs, lastMs },
  };
}

/** In the source or, without debug information, in the add-on's file. */
function locationOf({ module, function: name, file, line }: CodePlace, base: string): Location {
  const logical: LogicalLocation | undefined = name === undefined ? undefined : functionNamed(name);
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file ?? module, base),
      ...(file !== undefined && line !== undefined && line > 0 && { region: { startLine: line } }),
    },
    ...(logical && { logicalLocations: [logical] }),
  };
}

function functionNamed(name: string): LogicalLocation {
  return { name: withoutParameters(name), fullyQualifiedName: name, kind: 'function' };
}

function frameOf(place: CodePlace, { thread }: RuleViolation, base: string): StackFrame {
  const { module, offset } = place;
  return {
    location: {
      ...locationOf(place, base),
      message: { text: `${path.basename(module)}+0x${offset.toString(16)}` },
    },
    module: path.basename(module),
    threadId: thread,
  };
}

/** Relative if the file is in the base folder, so that another machine can find it. */
function artifactOf(file: string, base: string): ArtifactLocation {
  const url = pathToFileURL(path.resolve(file)).href;
  if (!url.startsWith(base)) return { uri: url };
  // A colon in the first segment of a relative reference would end a scheme: https://www.rfc-editor.org/rfc/rfc3986#section-4.2
  return { uri: url.slice(base.length).replaceAll(':', '%3A'), uriBaseId: BASE_ID };
}

/** With a slash at its end, as SARIF demands. */
function folderUrl(folder: string): string {
  return pathToFileURL(path.join(path.resolve(folder), path.sep)).href;
}

/**
 * A fingerprint for each violation that stays the same when lines or addresses change. Violations that only differ in
 * their place are numbered.
 */
function fingerprintsOf(violations: readonly RuleViolation[]): Map<RuleViolation, string> {
  const seen = new Map<string, number>();
  const inOrder = [...violations].sort((a, b) => comparePlaces(a.stack[0], b.stack[0]));
  return new Map(
    inOrder.map((violation) => {
      const hash = hashOf(violation);
      const number = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, number);
      return [violation, `${hash}:${number}`];
    }),
  );
}

function hashOf({ rule, functionName = '', stack: [place] }: RuleViolation): string {
  const parts = [rule, functionName, place?.function ?? '', path.basename(place?.module ?? '')];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

function comparePlaces(a: CodePlace | undefined, b: CodePlace | undefined): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.offset ?? 0) - (b?.offset ?? 0);
}
