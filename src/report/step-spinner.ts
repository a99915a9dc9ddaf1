import type { Ora } from 'ora';
import type { Terminal } from '../environment/terminal.js';
import { onSuspension } from '../process/suspension.js';

/** Shows the current step and its duration on a terminal. Output is printed above it. */
export class StepSpinner {
  #spinner: Ora | undefined;
  #since = performance.now();
  #wasSpinning = false;
  #endSuspension: () => void = () => {};

  /** Starts a spinner, which shows nothing if the terminal is not interactive. */
  static async start(terminal: Terminal): Promise<StepSpinner> {
    const spinner = new StepSpinner();
    if (!terminal.interactive) return spinner;
    const { default: ora } = await import('ora');
    spinner.#spinner = ora({
      stream: process.stdout,
      spinner: terminal.symbols.spinner,
      color: terminal.colour ? 'cyan' : false,
      // Not ora's `indent` option, which leaves the cursor indented when the spinner stops.
      prefixText: ' ',
      // If ora discarded stdin, Ctrl-C would not reach this process as a signal.
      discardStdin: false,
      suffixText: () => terminal.paint.dim(`${((performance.now() - spinner.#since) / 1000).toFixed(1)} s`),
    } as Parameters<typeof ora>[0]);
    spinner.#endSuspension = onSuspension(
      () => spinner.#pause(),
      () => spinner.#resume(),
    );
    return spinner;
  }

  step(text: string): void {
    if (!this.#spinner) return;
    if (text !== this.#spinner.text) this.#since = performance.now();
    this.#spinner.start(text);
  }

  /** Hides the spinner while `print` writes. */
  above(print: () => void): void {
    this.#pause();
    print();
    this.#resume();
  }

  stop(): void {
    this.#endSuspension();
    this.#spinner?.stop();
  }

  #pause(): void {
    this.#wasSpinning = this.#spinner?.isSpinning ?? false;
    this.#spinner?.stop();
  }

  #resume(): void {
    if (this.#wasSpinning) this.#spinner?.start();
  }
}
