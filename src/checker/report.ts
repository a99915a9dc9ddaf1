/** What `trace --` reports about a program. The terminal report and all file formats are made from this. */
import type { Timeline } from '../timeline/timeline.js';
import type { RuleId, Severity } from './rules.js';

/** A place in the code of an add-on. */
export interface CodePlace {
  /** The add-on's file. */
  readonly module: string;
  /** The function, demangled; `undefined` if it has no name there. */
  readonly function: string | undefined;
  /** The source file, as the debug information names it; `undefined` without debug information. */
  readonly file: string | undefined;
  /** From 1; `undefined` without debug information. */
  readonly line: number | undefined;
  /** The address in the module, in bytes from its start. */
  readonly offset: number;
}

/** A rule that was broken at one place, however often. */
export interface RuleViolation {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One sentence: what happened. */
  readonly message: string;
  /** The Node-API function that was called there; `undefined` if none was. */
  readonly functionName: string | undefined;
  /** The innermost place first; empty if nothing is known. */
  readonly stack: readonly CodePlace[];
  /** Whether several callers led there: the stack is what they have in common. Set for resources that are left. */
  readonly hasSeveralCallers: boolean;
  readonly pid: number;
  /** The system's ID of the thread that did it first, and the name of its lane in the timeline, such as `js`. */
  readonly thread: number;
  readonly lane: string | undefined;
  /** How often. */
  readonly count: number;
  /** When it happened for the first and the last time, ms since the program's start. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** An add-on that a process loaded. */
export interface WatchedModule {
  readonly file: string;
  /** Whether it calls Node-API. What uses V8 directly cannot be watched. */
  readonly isWatched: boolean;
}

/** A Node.js process that loaded an add-on. */
export interface TracedProcess {
  readonly pid: number;
  readonly command: readonly string[];
  readonly modules: readonly WatchedModule[];
  readonly timeline: Timeline;
  /** How many of the first records of the timeline were overwritten by later ones. Violations never are. */
  readonly lost: number;
}

export interface ProgramReport {
  readonly command: readonly string[];
  /** The program's exit code; `null` if a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly durationMs: number;
  readonly processes: readonly TracedProcess[];
  /** Those that are not suppressed, by severity, then by rule. */
  readonly violations: readonly RuleViolation[];
  /** How many others are suppressed. */
  readonly suppressed: number;
}
