/**
 * The situations that checks can find, as a type derived from the English texts. A misspelt id, or one without a text,
 * does not compile. An exercise with its own texts adds its file here.
 */
type TextFiles =
  | typeof import('../../i18n/en/backpressure.json')
  | typeof import('../../i18n/en/call_me_back.json')
  | typeof import('../../i18n/en/cancel.json')
  | typeof import('../../i18n/en/check_your_tools.json')
  | typeof import('../../i18n/en/checks.json')
  | typeof import('../../i18n/en/compile.json')
  | typeof import('../../i18n/en/count_the_bytes.json')
  | typeof import('../../i18n/en/delay.json')
  | typeof import('../../i18n/en/down_to_c.json')
  | typeof import('../../i18n/en/find_the_binary.json')
  | typeof import('../../i18n/en/gyp.json')
  | typeof import('../../i18n/en/many_environments.json')
  | typeof import('../../i18n/en/own_thread.json')
  | typeof import('../../i18n/en/promises.json')
  | typeof import('../../i18n/en/say_what.json')
  | typeof import('../../i18n/en/share_the_pool.json')
  | typeof import('../../i18n/en/signs_of_life.json')
  | typeof import('../../i18n/en/the_paperwork.json')
  | typeof import('../../i18n/en/throw_and_catch.json')
  | typeof import('../../i18n/en/values.json');

/** Texts of a check that do not depend on the situation. */
type CommonText = 'title' | 'expected' | 'hint' | 'observed';

/** `late-hint`, `late_down_to_c` and `late_one` all belong to the situation `late`. */
type SituationOf<Key> = Key extends `${infer Base}_${string}`
  ? SituationOf<Base>
  : Key extends CommonText
    ? never
    : Key extends `${infer Base}-hint`
      ? Base
      : Key;

type SituationsIn<File> = File extends { check: infer Checks }
  ? {
      [Check in keyof Checks & string]: `${Check}.${SituationOf<keyof Checks[Check] & string>}`;
    }[keyof Checks & string]
  : never;

/** The tools that each check of CHECK YOUR TOOLS is about. `doctor` uses the texts of their problems as well. */
interface ToolsOf {
  'node-supported': 'node';
  'npm-found': 'npm';
  'folders-writable': 'cache-folder' | 'temp-folder';
  'python-found': 'python';
  'make-found': 'make';
  'compiler-works': 'compiler';
  'headers-there': 'headers';
  'add-on-builds': 'add-on';
}

type Toolchain = typeof import('../../i18n/en/toolchain.json')['toolchain'];
type ProblemOf<Tool> = Tool extends keyof Toolchain ? SituationOf<keyof Toolchain[Tool]> : never;
type ToolSituation = {
  [Check in keyof ToolsOf]: `${Check}.${ProblemOf<ToolsOf[Check]> & string}`;
}[keyof ToolsOf];

/** `<check>.<situation>`, stable, in kebab-case: `returns-at-once.late`. Listed in docs/checks.md. */
export type Situation = SituationsIn<TextFiles> | ToolSituation;

/** The situations of one check, without the check's id: `late` for `returns-at-once`. */
export type SituationOfCheck<Check extends string> = Situation extends infer S
  ? S extends `${Check}.${infer Name}`
    ? Name
    : never
  : never;
