import type { Advice, Table } from './table.js';

/** Constructs of JavaScript that neither C++ nor C has. Of several in one line, the first of these is explained. */
const CONSTRUCTS: readonly (readonly [Advice['situation'], RegExp])[] = [
  // Not `n => 0` in a condition, which is a misspelt >=.
  ['arrow', /(?<!\b(?:if|while)\b.*)=>/],
  ['template-literal', /`/],
  ['typeof', /\btypeof\b/],
  ['async', /\b(?:async|await)\s+\w/],
  ['function-word', /(?<!::)\bfunction(?:\s+\w+)?\s*\([^)]*\)\s*\{/],
  ['extends', /\bclass\s+\w+\s+extends\b/],
];

/** Words of JavaScript, in any language. */
export const JAVASCRIPT: Table = {
  javascript: CONSTRUCTS.map(([situation, { source }], index) => {
    const before = CONSTRUCTS.slice(0, index).map(([, pattern]) => `(?:${pattern.source})`);
    const unless = before.length === 0 ? '' : `(?!.*(?:${before.join('|')}))`;
    return { situation, says: /./, line: new RegExp(`^${unless}.*${source}`) };
  }),
  particular: [
    {
      situation: 'javascript',
      says: /'(?:let|const|var|function|of|in)' (?:was not declared|undeclared|does not name a type)|undeclared identifier '(?:let|var|function)'|unknown type name '(?:let|var|function)'/,
    },
    {
      situation: 'console',
      says: /'console' (?:was not declared|undeclared|does not name a type)|undeclared identifier 'console'/,
    },
    {
      situation: 'javascript-library',
      says: /'(?:Math|JSON|process|module|require|parseInt|parseFloat|setTimeout|setInterval|setImmediate|globalThis)' (?:was not declared|undeclared|does not name a type)|undeclared identifier '(?:Math|JSON|process|module|require|parseInt|parseFloat|setTimeout|setInterval|setImmediate|globalThis)'|(?:undeclared (?:library )?function|implicit declaration of function) '(?:require|parseInt|parseFloat|setTimeout|setInterval|setImmediate)'/,
    },
  ],
};
