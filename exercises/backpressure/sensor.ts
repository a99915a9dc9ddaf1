import { inspect } from 'node:util';
import type { ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { type RunningStream, StreamDriver } from '../../src/tasks/stream/stream-driver.js';
import { type EndReport, endedName, sensorCall } from './params.js';
import { Progress } from './progress.js';

type Exports = Record<string, unknown> | null | undefined;

export interface SensorOptions {
  /** Whether the harness keeps the callbacks alive; otherwise only the add-on can. */
  readonly kept?: boolean;
  /** Runs inside the callback for readings, with the number of calls so far. */
  readonly inReading?: (count: number, sensor: Sensor) => void;
}

/** Keeps alive the callbacks that the harness has to keep. */
const keptAlive: unknown[] = [];

/** Calls the learner's `readSensor`. */
export class SensorDriver {
  readonly #context: ScenarioContext;
  readonly #driver: StreamDriver;

  private constructor(context: ScenarioContext, driver: StreamDriver) {
    this.#context = context;
    this.#driver = driver;
  }

  /** Observes the exports. Returns a driver if they include a function `readSensor`. */
  static of(context: ScenarioContext, exports: Exports): SensorDriver | undefined {
    const driver = StreamDriver.of(context, exports, 'readSensor');
    return driver && new SensorDriver(context, driver);
  }

  /** Calls `readSensor(count, onReading, onEnd)`. */
  read(count: number, options: SensorOptions = {}): Sensor {
    return new Sensor(this.#context, this.#driver, count, options);
  }
}

/** One call of `readSensor`, with everything that follows. */
export class Sensor {
  /** Resolves when the callback for the end is called for the first time. */
  readonly ended: Promise<void>;
  readonly #progress = new Progress();
  readonly #context: ScenarioContext;
  readonly #count: number;
  readonly #stream: RunningStream;

  constructor(context: ScenarioContext, driver: StreamDriver, count: number, options: SensorOptions) {
    const { kept = true, inReading } = options;
    this.#context = context;
    this.#count = count;
    let end = () => {};
    this.ended = new Promise((resolve) => {
      end = resolve;
    });
    const onEnd = (id: number) => {
      const callback = (...args: unknown[]) => {
        context.observe(endedName(id), JSON.stringify(endReport(args)));
        end();
      };
      if (kept) keptAlive.push(callback);
      return callback;
    };
    this.#stream = driver.start(sensorCall(count), (onReading, id) => [count, onReading, onEnd(id)], {
      kept,
      ...(inReading && { inItem: (calls) => inReading(calls, this) }),
    });
  }

  /** Resolves when the callback for readings is called for the `count`th time. */
  readings(count: number): Promise<void> {
    return this.#stream.items(count);
  }

  /** Keeps the JS thread busy until all readings have been produced. */
  blockUntilProduced(): void {
    this.#block(() => this.#progress.blockUntil(this.#count));
  }

  /** Keeps the JS thread busy until the queue is full. */
  blockUntilFull(): void {
    this.#block(() => this.#progress.blockUntilFull());
  }

  /** Calls `stop()`, and observes how many calls the thread had made by then. */
  stop(): void {
    this.#context.observe('calls-at-stop', this.#progress.calls() ?? 'unknown');
    this.#stream.stop();
  }

  /** Observes how many calls the thread has made. */
  observeCalls(): void {
    this.#context.observe('calls-made', this.#progress.calls() ?? 'unknown');
  }

  /** The time limit starts anew before and after. */
  #block(block: () => void): void {
    this.#context.expect(0);
    block();
    this.#context.expect(0);
  }
}

function endReport(args: readonly unknown[]): EndReport {
  const [totals] = args;
  const { delivered, dropped } = (totals ?? {}) as Record<string, unknown>;
  return {
    args: args.length,
    shown: inspect(totals, { breakLength: Number.POSITIVE_INFINITY }).slice(0, 80),
    ...(typeof delivered === 'number' && { delivered }),
    ...(typeof dropped === 'number' && { dropped }),
  };
}
