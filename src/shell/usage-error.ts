/** The learner asked for something that cannot be. The message is for them; it ends the command with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
