import * as clack from '@clack/prompts';
import type { Terminal } from '../environment/terminal.js';
import { ENDING_SIGNALS } from '../process/signals.js';
import { onSuspension } from '../process/suspension.js';
import { t } from '../texts/translate.js';
import { PromptOutput } from './prompt-output.js';

/** Esc and q `leave` the prompt; Ctrl-C, or a signal, asks the whole program to end: `interrupted`. */
export type Left = 'left' | 'interrupted';

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
}

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

// Ctrl-D would close the input under the prompt, which then would wait for ever.
clack.updateSettings({ aliases: { q: 'cancel', '\u0004': 'cancel' } });

/** Lets the learner choose from a list that scrolls when it is longer than the screen. */
export async function choose<Value>(
  message: string,
  choices: readonly Choice<Value>[],
  initial: Value | undefined,
  terminal: Terminal,
): Promise<{ chosen: Value } | Left> {
  // The library asks for the type of a value that it knows only as unknown: an index serves it and us.
  const options = choices.map(({ label }, index) => ({ value: index, label }));
  const preselected = Math.max(
    0,
    choices.findIndex(({ value }) => value === initial),
  );
  const answer = await ask(terminal, (common) =>
    clack.select({ message, options, initialValue: preselected, showInstructions: false, ...common }),
  );
  return typeof answer === 'number' ? { chosen: choices[answer]!.value } : answer;
}

/** Asks a question of yes or no; no is preselected. Leaving is a no. */
export async function confirm(question: string, terminal: Terminal): Promise<'yes' | 'no' | 'interrupted'> {
  const answer = await ask(terminal, (common) =>
    clack.confirm({
      message: question,
      initialValue: false,
      active: t('prompt.yes'),
      inactive: t('prompt.no'),
      ...common,
    }),
  );
  if (answer === 'interrupted') return answer;
  return answer === true ? 'yes' : 'no';
}

type Common = { output: PromptOutput; signal: AbortSignal };

/** Runs one prompt and tells the ways of leaving it apart, which the library does not. */
async function ask<Answer>(
  terminal: Terminal,
  prompt: (common: Common) => Promise<Answer | typeof clack.CANCEL_SYMBOL>,
): Promise<Answer | Left> {
  const output = new PromptOutput(terminal);
  const ending = new AbortController();
  let interrupted = false;
  const onKey = (_text: string, key: { ctrl?: boolean; name?: string } | undefined) => {
    if (key?.ctrl && key.name === 'c') interrupted = true;
  };
  const onSignal = () => {
    interrupted = true;
    ending.abort();
  };
  process.stdin.on('keypress', onKey);
  for (const signal of ENDING_SIGNALS) process.once(signal, onSignal);
  const endSuspension = onSuspension(
    () => process.stdout.write(SHOW_CURSOR),
    () => {
      process.stdout.write(HIDE_CURSOR);
      output.emit('resize'); // The prompt draws itself anew.
      // readline pauses its input when it comes back, and nobody would wait for keys any more.
      setImmediate(() => process.stdin.resume());
    },
  );
  try {
    const answer = await prompt({ output, signal: ending.signal });
    if (!clack.isCancel(answer)) return answer as Answer;
    return interrupted ? 'interrupted' : 'left';
  } finally {
    endSuspension();
    process.stdin.pause(); // readline does not, where it did so once before.
    process.stdin.off('keypress', onKey);
    for (const signal of ENDING_SIGNALS) process.off(signal, onSignal);
    process.stdout.write(SHOW_CURSOR);
    output.destroy();
  }
}
