/** Keys that neither run anything nor read other files. */
const PLAIN_KEYS = new Set([
  'targets',
  'target_name',
  'type',
  'sources',
  'include_dirs',
  'defines',
  'cflags',
  'cflags!',
  'cflags_c',
  'cflags_cc',
  'cflags_cc!',
  'conditions',
  'xcode_settings',
  'CLANG_CXX_LIBRARY',
  'CLANG_CXX_LANGUAGE_STANDARD',
  'GCC_ENABLE_CPP_EXCEPTIONS',
  'MACOSX_DEPLOYMENT_TARGET',
  'msvs_settings',
  'VCCLCompilerTool',
  'ExceptionHandling',
  'AdditionalOptions',
]);

/** Its output depends only on which node-addon-api is found. */
const PLAIN_COMMAND =
  /^<!@?\(node -p \\?["']require\(\\?["']node-addon-api\\?["']\)\.include(?:_dir)?\\?["']\)$/;

/** A variable of gyp, make or the shell, a command, or a folder outside the package. */
const REACHES_OUT = /[<>^][!|(@]|[$`\\~@]|\.\.|(?:^|[^\w.])\/|^-.*\//;

/** A comment, a string, punctuation, or whitespace. */
const TOKEN = /#.*|(["'])((?:(?!\1)[^\\\n]|\\["'])*)\1|[[\]{}:,]|\s+/y;

/**
 * Whether gyp's output for this binding.gyp depends only on its text and on the node-addon-api that Node.js finds.
 * `false` for anything unusual: the package is then built without the shared cache.
 */
export function isPlainGyp(text: string): boolean {
  const words: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    if (!token) return false;
    if (!/^[#\s]/.test(token[0])) words.push(token[0]);
  }
  return words.every((word, index) => {
    if (!isText(word)) return true;
    const next = words[index + 1] ?? '';
    // Python concatenates adjacent strings.
    if (isText(next)) return false;
    const content = word.slice(1, -1);
    return next === ':' ? PLAIN_KEYS.has(content) : PLAIN_COMMAND.test(content) || !REACHES_OUT.test(content);
  });
}

function isText(word: string): boolean {
  return /^["']/.test(word);
}
