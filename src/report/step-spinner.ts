import type { Ora } from 'ora';
import type { Terminal } from '../environment/terminal.js';
import { onSuspension } from '../process/suspension.js';

/** Shows what is going on and for how long, on a terminal only; anything printed goes above it. */
export class StepSpinner {
  #spinner: Ora | undefined;
  #since = performance.now();
  #wasSpinning = false;
  #endSuspension: () => void = () => {};

  /** A spinner that shows nothing where nobody watches. */
  static async start(terminal: Terminal): Promise<StepSpinner> {
    const spinner = new StepSpinner();
    if (!terminal.interactive) return spinner;
    const { default: ora } = await import('ora');
    spinner.#spinner = ora({
      stream: process.stdout,
      spinner: terminal.symbols.spinner,
      color: terminal.colour ? 'cyan' : false,
      // Not its indent: that leaves the cursor where the spinner stood.
      prefixText: ' ',
      // Ctrl-C has to reach this process as a signal, as everywhere.
      discardStdin: false,
      suffixText: () => terminal.paint.dim(`${((performance.now() - spinner.#since) / 1000).toFixed(1)} s`),
    } as Parameters<typeof ora>[0]);
    spinner.#endSuspension = onSuspension(
      () => spinner.#pause(),
      () => spinner.#goOn(),
    );
    return spinner;
  }

  step(text: string): void {
    if (!this.#spinner) return;
    if (text !== this.#spinner.text) this.#since = performance.now();
    this.#spinner.start(text);
  }

  /** Clears the spinner, lets `print` write, and goes on. */
  above(print: () => void): void {
    this.#pause();
    print();
    this.#goOn();
  }

  stop(): void {
    this.#endSuspension();
    this.#spinner?.stop();
  }

  #pause(): void {
    this.#wasSpinning = this.#spinner?.isSpinning ?? false;
    this.#spinner?.stop();
  }

  #goOn(): void {
    if (this.#wasSpinning) this.#spinner?.start();
  }
}
