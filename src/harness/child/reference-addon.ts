/** The exports of an add-on as they are, but for a few that are replaced. */

type AnyFunction = (...args: unknown[]) => unknown;
type Replacements = Readonly<Record<string, unknown>>;

/**
 * Replaces some of an add-on's exports. Everything else stays as it is, because the package's JavaScript may use any of
 * it while it is loaded. Node-API makes properties read-only by default, so the result may be a copy.
 */
export function withReplaced(exports: unknown, replacements: Replacements): unknown {
  if (!isObject(exports)) return exports;
  return replaceIn(exports, exports, replacements) ?? replacedCopy(exports, replacements);
}

function replacedCopy(exports: object, replacements: Replacements): object {
  const copy = copyOf(exports);
  replaceIn(copy, exports, replacements);
  return Object.isFrozen(exports) ? Object.freeze(copy) : copy;
}

/** Returns `undefined` if one of the properties cannot be replaced. */
function replaceIn(target: object, original: object, replacements: Replacements): object | undefined {
  for (const [name, value] of Object.entries(replacements)) {
    const { value: replaced, writable = true, enumerable = true } = descriptorOf(original, name) ?? {};
    const standIn =
      typeof value === 'function' && typeof replaced === 'function'
        ? dressedAs(replaced, value as AnyFunction)
        : value;
    const isDefined = Reflect.defineProperty(target, name, {
      value: standIn,
      writable,
      enumerable,
      configurable: true,
    });
    if (!isDefined) return undefined;
  }
  return target;
}

/** A native-looking function that calls `run` and has the properties of `original`, such as its name. */
function dressedAs(original: object, run: AnyFunction): AnyFunction {
  const standIn = run.bind(undefined);
  for (const key of Reflect.ownKeys(original))
    Reflect.defineProperty(standIn, key, Reflect.getOwnPropertyDescriptor(original, key)!);
  return standIn;
}

/** A copy whose properties can be replaced. Its functions still run on the original, which may wrap a native object. */
function copyOf(exports: object): object {
  const copy: object =
    typeof exports === 'function'
      ? new Proxy(function addon() {}, {
          apply: (_, self, args) => Reflect.apply(exports as AnyFunction, self, args),
          construct: (_, args, target) =>
            Reflect.construct(exports as AnyFunction, args, target === copy ? exports : target),
        })
      : {};
  Object.setPrototypeOf(copy, Object.getPrototypeOf(exports));
  for (const key of Reflect.ownKeys(exports)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(exports, key)!;
    // A function's own prototype can be set, but not made configurable.
    const configurable = Reflect.getOwnPropertyDescriptor(copy, key)?.configurable ?? true;
    Reflect.defineProperty(copy, key, { ...onOriginal(descriptor, copy, exports), configurable });
  }
  return copy;
}

/** A property whose functions run on the original when they are called on the copy. */
function onOriginal(property: PropertyDescriptor, copy: object, original: object): PropertyDescriptor {
  const redirected = { ...property };
  for (const key of ['value', 'get', 'set'] as const) {
    const member: unknown = property[key];
    if (typeof member !== 'function') continue;
    redirected[key] = new Proxy(member as AnyFunction, {
      apply: (called, self, args) => Reflect.apply(called, self === copy ? original : self, args),
    });
  }
  return redirected;
}

function descriptorOf(object: object, name: string): PropertyDescriptor | undefined {
  for (let owner: object | null = object; owner !== null; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
