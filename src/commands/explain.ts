import { RULE_IDS, ruleNamed } from '../checker/rule-names.js';
import { rulePage, ruleSummary } from '../checker/rule-pages.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { t } from '../texts/translate.js';

export const explain: CommandDefinition = {
  name: 'explain',
  summary: t('explain.summary'),
  details: t('explain.details'),
  arguments: [{ name: 'rule', summary: t('explain.argument') }],
  options: [NO_PAGER],
  examples: ['explain', 'explain wrong-thread'],

  async run(context, [name]) {
    const markdown = name === undefined ? ruleTable() : rulePage(ruleNamed(name).id);
    await show(context, markdown);
    if (name === undefined) context.say(`${t('explain.more')}\n`);
    return EXIT.ok;
  },
};

function ruleTable(): string {
  const head = [t('explain.rule'), t('explain.severity'), t('explain.meaning')];
  const rows = RULE_IDS.map((id) => [id, t(`explain.${ruleNamed(id).severity}`), ruleSummary(id)]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function show(context: CommandContext, markdown: string): Promise<void> {
  // The Markdown parser and the highlighter are slow to load.
  const { renderMarkdown } = await import('../texts/markdown.js');
  const text = await renderMarkdown(markdown, context.terminal);
  await context.paged(async () => context.write(`\n${text}\n\n`));
}
