/** The checks of `verifyValues` that stand before and behind an exercise's own. */
export const VALUE_CHECKS = {
  before: ['loads', 'exports', 'addon-exports', 'no-crash'],
  behind: ['native-work', 'process-ends', 'exits-cleanly'],
} as const;
