// Taken before the learner's code is loaded, which could put others in their place.
const { apply, construct } = Reflect;

/** Watches functions of JavaScript; each still does what it did. */
export class WatchedCalls {
  #taken: string | undefined;

  /**
   * From now on, a call of `owner[name]` is seen.
   * @param shown the function as a learner would write it
   * @param counts which of the calls are meant, by their arguments
   */
  watch(owner: object, name: string, shown: string, counts: (args: unknown[]) => boolean = () => true): void {
    const functions = owner as Record<string, (...args: unknown[]) => unknown>;
    const seen = (args: unknown[]) => {
      if (counts(args)) this.#taken ??= shown;
    };
    functions[name] = new Proxy(functions[name]!, {
      apply: (called, self, args) => {
        seen(args);
        return apply(called, self, args);
      },
      construct: (called, args, target) => {
        seen(args);
        return construct(called, args, target);
      },
    });
  }

  /** Which of them was the first to be called since this was asked last. */
  first(): string | undefined {
    const first = this.#taken;
    this.#taken = undefined;
    return first;
  }
}
