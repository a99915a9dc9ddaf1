import * as clack from '@clack/prompts';
import type { Terminal } from '../environment/terminal.js';
import { ENDING_SIGNALS } from '../process/signals.js';
import { onSuspension } from '../process/suspension.js';
import { t } from '../texts/translate.js';
import { HEADING_MARK, PromptOutput } from './prompt-output.js';

/** Esc, q and Ctrl-D cancel the prompt; Ctrl-C or a signal interrupts the whole program. */
export type Dismissal = 'cancelled' | 'interrupted';

/** Something to choose, or a heading above such things. */
export type Choice<Value> = { readonly value: Value; readonly label: string } | { readonly heading: string };

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

// Ctrl-D would close standard input, and the prompt would wait forever.
clack.updateSettings({ aliases: { q: 'cancel', '\u0004': 'cancel' } });

/**
 * Shows a list to choose from; it scrolls if it is longer than the screen.
 * @param initial the value that is preselected; the first one if it is not among the choices
 */
export async function choose<Value>(
  message: string,
  choices: readonly Choice<Value>[],
  initial: Value | undefined,
  terminal: Terminal,
): Promise<{ chosen: Value } | Dismissal> {
  // The types of clack.select do not work with an unconstrained generic: use the index as the value.
  const options = choices.map((choice, index) =>
    'heading' in choice
      ? { value: index, label: HEADING_MARK + choice.heading, disabled: true }
      : { value: index, label: choice.label },
  );
  const known = choices.findIndex((choice) => 'value' in choice && choice.value === initial);
  const preselected = known === -1 ? choices.findIndex((choice) => 'value' in choice) : known;
  const answer = await ask(terminal, (common) =>
    clack.select({ message, options, initialValue: preselected, showInstructions: false, ...common }),
  );
  return typeof answer === 'number' ? { chosen: (choices[answer] as { value: Value }).value } : answer;
}

/** Asks a yes/no question. No is preselected; cancelling counts as no. */
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

type CommonOptions = { output: PromptOutput; signal: AbortSignal };

/** Runs one prompt. The library itself does not distinguish Ctrl-C from Esc. */
async function ask<Answer>(
  terminal: Terminal,
  prompt: (common: CommonOptions) => Promise<Answer | typeof clack.CANCEL_SYMBOL>,
): Promise<Answer | Dismissal> {
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
      output.emit('resize'); // Makes the prompt redraw itself.
      // readline pauses its input after SIGCONT: without resume(), the prompt would get no more keys.
      setImmediate(() => process.stdin.resume());
    },
  );
  try {
    const answer = await prompt({ output, signal: ending.signal });
    if (!clack.isCancel(answer)) return answer as Answer;
    return interrupted ? 'interrupted' : 'cancelled';
  } finally {
    endSuspension();
    process.stdin.pause(); // After Ctrl-Z, readline counts as paused already, and its close() does not pause.
    process.stdin.off('keypress', onKey);
    for (const signal of ENDING_SIGNALS) process.off(signal, onSignal);
    process.stdout.write(SHOW_CURSOR);
    output.destroy();
  }
}
