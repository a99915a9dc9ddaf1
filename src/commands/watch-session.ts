import type { Exercise } from '../course/exercise.js';
import { detectTerminal } from '../environment/terminal.js';
import { EXIT, type ExitCode, Stop } from '../report/stop.js';
import { paragraph } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { progressLine } from '../shell/course-list.js';
import { unpaged } from '../shell/pager.js';
import { t } from '../texts/translate.js';
import { verifyInTerminal } from './verify-in-terminal.js';

const CLEAR_SCREEN = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Runs one verify at a time: a new request aborts the one that is running. Keys that show a text take effect when no
 * verify is running.
 */
export class WatchSession {
  /** Resolves with the exit code when the session has ended and nothing is running; rejects after an internal error. */
  readonly ended: Promise<number>;
  readonly #context: CommandContext;
  readonly #folder: string;
  #exercise: Exercise;
  #resolve: (code: number) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #verifyRequested = false;
  #running: AbortController | undefined;
  #code: ExitCode | undefined;
  /** Whether the report of a pass is on the screen; it includes the progress bar. */
  #passed = false;
  /** What the last key requested; runs as soon as nothing else writes to the screen. */
  #pendingText: (() => Promise<unknown>) | undefined;

  readonly #keys: Readonly<Record<string, () => void>> = {
    q: () => this.end(EXIT.ok),
    'ctrl-c': () => this.end(EXIT.interrupted),
    r: () => this.verify(),
    h: () => this.#show('hint', this.#exercise.id),
    p: () => this.#show('print', this.#exercise.id),
    s: () => this.#isDone && this.#show('solution', this.#exercise.id, this.#folder),
    n: () => this.#isDone && this.#continueWithNext(),
  };

  constructor(context: CommandContext, exercise: Exercise, folder: string) {
    this.#context = context;
    this.#exercise = exercise;
    this.#folder = folder;
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Verifies the folder as it is now. */
  verify(): void {
    this.#verifyRequested = true;
    this.#pendingText = undefined;
    this.#next();
  }

  press(key: string): void {
    this.#keys[key]?.();
  }

  /** Aborts what is running, then ends the session. */
  end(code: ExitCode): void {
    this.#code ??= code;
    this.#verifyRequested = false;
    this.#next();
  }

  get #isDone(): boolean {
    return this.#context.progress.isCompleted(this.#exercise.id);
  }

  /** With the current width of the terminal, which may have been resized. */
  get #currentContext(): CommandContext {
    const { terminal } = this.#context;
    // The keys are for this session, not for a pager.
    const context = unpaged(this.#context);
    return { ...context, terminal: terminal.interactive ? detectTerminal() : terminal };
  }

  /** Starts what was requested or, if something is running, aborts that when it is outdated. */
  #next(): void {
    if (this.#running) {
      if (this.#verifyRequested || this.#code !== undefined) this.#running.abort();
      return;
    }
    if (this.#code !== undefined) {
      this.#resolve(this.#code);
      return;
    }
    const job = this.#verifyRequested ? (signal: AbortSignal) => this.#verifyOnce(signal) : this.#pendingText;
    if (!job) return;
    this.#verifyRequested = false;
    this.#pendingText = undefined;
    const controller = new AbortController();
    this.#running = controller;
    void job(controller.signal)
      .catch((error: unknown) => this.#failed(error, controller.signal))
      .then(() => {
        this.#running = undefined;
        if (!controller.signal.aborted) this.#footer();
        this.#next();
      });
  }

  async #verifyOnce(signal: AbortSignal): Promise<void> {
    this.#passed = false;
    this.#clear();
    const folder = this.#exercise.needsNoFolder ? undefined : this.#folder;
    const outcome = await verifyInTerminal(this.#currentContext, this.#exercise, folder, { signal });
    this.#passed = outcome.pass;
  }

  #show(command: string, ...args: string[]): void {
    const definition = this.#context.commands.find(({ name }) => name === command);
    this.#pendingText = async () => {
      this.#passed = false;
      this.#clear();
      await definition?.run(this.#currentContext, args, {});
    };
    this.#next();
  }

  /** Selects the next exercise, in the same folder. */
  #continueWithNext(): void {
    const { catalogue, progress } = this.#context;
    const next = catalogue.next(this.#exercise.id, (id) => progress.isCompleted(id));
    if (next) this.#exercise = next;
    this.#show('next');
  }

  /** A `Stop`, such as for a folder that does not exist at the moment, ends the verify but not the session. */
  #failed(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    if (!(error instanceof Stop)) {
      this.#reject(error);
      return;
    }
    this.#currentContext.print(paragraph(error.message, this.#currentContext.terminal).join('\n'));
  }

  #footer(): void {
    if (this.#code !== undefined) return;
    const { terminal, print, say } = this.#currentContext;
    if (!terminal.interactive) {
      say(t('watch.waiting'));
      return;
    }
    const keys = t(this.#isDone ? 'watch.keysDone' : 'watch.keys');
    const bar = this.#passed ? [] : [progressLine(this.#currentContext)];
    const lines = [...bar, terminal.paint.dim(keys)];
    print(lines.flatMap((line) => paragraph(line, terminal)).join('\n'));
  }

  #clear(): void {
    if (this.#context.terminal.interactive) this.#context.write(CLEAR_SCREEN);
  }
}
