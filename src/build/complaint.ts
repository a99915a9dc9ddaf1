/** What a build tool said, reduced to what a learner needs: one place, one message, the line itself. */
export interface Complaint {
  /** `machine`: something that has to be installed; `gyp`: the fault is in binding.gyp; the others in the C++. */
  readonly kind: 'machine' | 'gyp' | 'compile' | 'link';
  readonly message: string;
  /** Relative to the learner's folder: `myaddon.cc:23`. */
  readonly where?: string;
  /** The offending line with its marker, as the compiler printed it. */
  readonly excerpt?: string;
  /** The method that it stands in, where g++ names one: `virtual void W::Execute()`. */
  readonly method?: string;
}
