import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { describeError } from './describe-error.js';

/** What a worker is to run. */
export interface WorkerPart {
  /** The URL of the compiled module that exports `parts`. */
  readonly module: URL;
  /** The name of one of them. */
  readonly part: string;
  /** What the part receives. */
  readonly input?: unknown;
}

/** The first message to a worker. It must not contain the secret: the learner's code runs there, too. */
export interface WorkerPlan extends Omit<WorkerPart, 'module'> {
  readonly module: string;
  readonly packageFolder: string;
  readonly addonFile: string;
  readonly port: MessagePort;
}

/** What a worker reports. */
export type WorkerReport =
  /** The part posted a value. */
  | { readonly kind: 'posted'; readonly value: unknown }
  /** The part threw, for example because the add-on could not be loaded, or an error was not caught. */
  | { readonly kind: 'failed'; readonly message: string; readonly where?: string }
  /** The worker has ended, and with it its environment. */
  | { readonly kind: 'ended' };

/** A worker thread in which the learner's code runs. Only the main thread records, so scenarios record what it reports. */
export class HarnessWorker {
  readonly #worker: Worker;
  /** Its own port, because the learner's code can use `parentPort`. */
  readonly #port: MessagePort;
  readonly #reports: WorkerReport[] = [];
  #notify: () => void = () => {};

  constructor({
    module,
    packageFolder,
    ...rest
  }: WorkerPart & { readonly packageFolder: string; readonly addonFile: string }) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(new URL('./worker-entry.js', import.meta.url));
    this.#port.on('message', (report: WorkerReport) => this.#add(report));
    this.#worker.on('error', (error) =>
      this.#add({ kind: 'failed', ...describeError(error, packageFolder) }),
    );
    this.#worker.once('exit', () => this.#end());
    const plan: WorkerPlan = { ...rest, packageFolder, module: module.href, port: port2 };
    this.#worker.postMessage(plan, [port2]);
  }

  /** The next report. After the worker has ended, it is always that. */
  async next(): Promise<WorkerReport> {
    while (this.#reports.length === 0) {
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
    }
    return this.#reports[0]!.kind === 'ended' ? this.#reports[0]! : this.#reports.shift()!;
  }

  /** Sends the part a value, which it waits for with `next`. */
  send(value: unknown): void {
    this.#port.postMessage(value);
  }

  /** Stops the worker, whatever it does, as `worker.terminate()` does. `next` then reports the end. */
  terminate(): void {
    void this.#worker.terminate();
  }

  #add(report: WorkerReport): void {
    this.#reports.push(report);
    this.#notify();
  }

  /** Reports that were sent before the end may still be in the port. */
  #end(): void {
    for (let left = receiveMessageOnPort(this.#port); left; left = receiveMessageOnPort(this.#port))
      this.#reports.push(left.message as WorkerReport);
    this.#port.close();
    this.#add({ kind: 'ended' });
  }
}
