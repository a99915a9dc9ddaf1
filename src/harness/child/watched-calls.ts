// Captured before the learner's code is loaded, because that code could replace them.
const { apply, construct } = Reflect;

/** Watches JavaScript functions without changing what they do. */
export class WatchedCalls {
  #first: string | undefined;

  /**
   * Starts to watch `owner[name]`, which is replaced by a proxy.
   * @param label the function's name in reports: `fs.writeSync`
   * @param counts whether a call with these arguments counts
   */
  watch(owner: object, name: string, label: string, counts: (args: unknown[]) => boolean = () => true): void {
    const functions = owner as Record<string, (...args: unknown[]) => unknown>;
    const noteCall = (args: unknown[]) => {
      if (counts(args)) this.#first ??= label;
    };
    functions[name] = new Proxy(functions[name]!, {
      apply: (called, self, args) => {
        noteCall(args);
        return apply(called, self, args);
      },
      construct: (called, args, target) => {
        noteCall(args);
        return construct(called, args, target);
      },
    });
  }

  /** The label of the first watched function that was called since the last call of this method. */
  first(): string | undefined {
    const first = this.#first;
    this.#first = undefined;
    return first;
  }
}
