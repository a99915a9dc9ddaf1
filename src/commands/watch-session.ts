import type { Exercise } from '../course/exercise.js';
import { detectTerminal } from '../environment/terminal.js';
import { EXIT, type ExitCode, Stop } from '../report/stop.js';
import { paragraph } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { progressLine } from '../shell/course-list.js';
import { t } from '../texts/translate.js';
import { verifyForPeople } from './verify-for-people.js';

const CLEAR_SCREEN = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Verifies again and again, one at a time: a new wish ends what is under way. Keys that show a text take effect
 * between two verifies or, while one runs, after it.
 */
export class WatchSession {
  /** Resolves with the exit code when the session is over and nothing of it runs; rejects for a fault of ours. */
  readonly ended: Promise<number>;
  readonly #context: CommandContext;
  readonly #folder: string;
  #exercise: Exercise;
  #resolve: (code: number) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #wanted = false;
  #running: AbortController | undefined;
  #code: ExitCode | undefined;
  /** Whether a report of a pass is on the screen, which has the bar of progress in it. */
  #passed = false;
  /** What a key asked for last, to be done as soon as nothing else writes to the screen. */
  #toShow: (() => Promise<unknown>) | undefined;

  readonly #keys: Readonly<Record<string, () => void>> = {
    q: () => this.end(EXIT.ok),
    'ctrl-c': () => this.end(EXIT.interrupted),
    r: () => this.verify(),
    h: () => this.#show('hint', this.#exercise.id),
    p: () => this.#show('print', this.#exercise.id),
    s: () => this.#isDone && this.#show('solution', this.#exercise.id, this.#folder),
    n: () => this.#isDone && this.#goOn(),
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
    this.#wanted = true;
    this.#toShow = undefined;
    this.#next();
  }

  press(key: string): void {
    this.#keys[key]?.();
  }

  /** Ends what is under way, and then the session. */
  end(code: ExitCode): void {
    this.#code ??= code;
    this.#wanted = false;
    this.#next();
  }

  get #isDone(): boolean {
    return this.#context.progress.isCompleted(this.#exercise.id);
  }

  /** As it is now: the window may have been resized. */
  get #now(): CommandContext {
    const { terminal } = this.#context;
    return { ...this.#context, terminal: terminal.interactive ? detectTerminal() : terminal };
  }

  /** Does what is to be done next, when nothing is under way; otherwise makes way for it. */
  #next(): void {
    if (this.#running) {
      if (this.#wanted || this.#code !== undefined) this.#running.abort();
      return;
    }
    if (this.#code !== undefined) {
      this.#resolve(this.#code);
      return;
    }
    const job = this.#wanted ? (signal: AbortSignal) => this.#verifyOnce(signal) : this.#toShow;
    if (!job) return;
    this.#wanted = false;
    this.#toShow = undefined;
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
    const outcome = await verifyForPeople(this.#now, this.#exercise, folder, signal, false);
    this.#passed = outcome.pass;
  }

  #show(command: string, ...args: string[]): void {
    const definition = this.#context.commands.find(({ name }) => name === command);
    this.#toShow = async () => {
      this.#passed = false;
      this.#clear();
      await definition?.run(this.#now, args, {});
    };
    this.#next();
  }

  /** On to the next exercise, in the same folder. */
  #goOn(): void {
    const { catalogue, progress } = this.#context;
    const next = catalogue.next(this.#exercise.id, (id) => progress.isCompleted(id));
    if (next) this.#exercise = next;
    this.#show('next');
  }

  /** A learner's mistake, such as a folder that is gone for a moment, ends the verify and not the session. */
  #failed(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    if (!(error instanceof Stop)) {
      this.#reject(error);
      return;
    }
    this.#now.print(paragraph(error.message, this.#now.terminal).join('\n'));
  }

  #footer(): void {
    if (this.#code !== undefined) return;
    const { terminal, print, say } = this.#now;
    if (!terminal.interactive) {
      say(t('watch.waiting'));
      return;
    }
    const keys = t(this.#isDone ? 'watch.keysDone' : 'watch.keys');
    const bar = this.#passed ? [] : [progressLine(this.#now)];
    const lines = [...bar, terminal.paint.dim(keys)];
    print(lines.flatMap((line) => paragraph(line, terminal)).join('\n'));
  }

  #clear(): void {
    if (this.#context.terminal.interactive) this.#context.write(CLEAR_SCREEN);
  }
}
