/** A build tool's error, reduced to one location, one message, and the offending line. */
export interface Complaint {
  /** `machine`: something is missing on this machine; `gyp`: an error in binding.gyp; the others: in the C++. */
  readonly kind: 'machine' | 'gyp' | 'compile' | 'link';
  readonly message: string;
  /** Relative to the learner's folder: `myaddon.cc:23`. */
  readonly where?: string;
  /** The offending line with its marker, as the compiler printed it. */
  readonly excerpt?: string;
  /** The enclosing method, if g++ names one: `virtual void W::Execute()`. */
  readonly method?: string;
  /** What a linker complains about, where its message says it. */
  readonly link?: LinkFault;
}

export interface LinkFault {
  readonly kind: 'defined-twice' | 'undefined' | 'no-library';
  /** A function or variable as in C++, `rest(unsigned int)`, or the name of a library. */
  readonly name: string;
  /** The object files involved, relative to the folder of their target and without `.o`: `src/addon`. */
  readonly objects: readonly string[];
}
