import type { Complaint } from '../build/complaint.js';
import type { SituationOfCheck } from '../report/situation.js';

type Situation = SituationOfCheck<'builds'>;
type CompilerError = Pick<Complaint, 'message' | 'excerpt' | 'method' | 'where'>;

/** How to recognize the compiler error of a situation. */
export interface Advice {
  readonly situation: Situation;
  /** Matches the message of g++ or clang, with straight quotes. */
  readonly says: RegExp;
  /** Matches the rejected line, without its comments and the contents of its strings. */
  readonly line?: RegExp;
}

/**
 * The entries for a language, by rank. `line` entries also match the rejected line, `particular` entries match a name,
 * type or token in the message, `general` entries only match the kind of error. The first rank with a match wins.
 * Within a rank, no error matches two entries, so their order does not matter. A test verifies that.
 */
interface Table {
  readonly line: readonly (Advice & { readonly line: RegExp })[];
  readonly particular: readonly Advice[];
  readonly general: readonly Advice[];
}

const RANKS = ['line', 'particular', 'general'] as const;

const UNDECLARED = /was not declared in this scope|use of undeclared identifier|undeclared \(first use/;
const NO_VALUE_RETURNED =
  /(?:return-statement|'return') with no value|non-void function .*should return a value/;
const VALUE_RETURNED =
  /(?:return-statement|'return') with a value, in function returning '?void|void function '.*' should not return/;

/** For both C++ and C. */
const SHARED: Table = {
  line: [
    { situation: 'include', says: /^expected |undeclared identifier/, line: /^\s*include\b/ },
    { situation: 'typeof', says: /./, line: /\btypeof\b/ },
    {
      situation: 'three-equals',
      says: /^expected (?:primary-expression|unqualified-id|expression)/,
      line: /^(?!.*\btypeof\b).*[=!]==/,
    },
    {
      situation: 'const-alone',
      says: /does not name a type|type specifier|defaults to 'int'/,
      line: /^(?!.*\btypeof\b).*\b(?:const|constexpr)\s+\w+\s*=/,
    },
    {
      situation: 'fwrite',
      says: /invalid conversion from 'FILE\*'|too (?:many|few) arguments/,
      line: /^(?!.*\btypeof\b).*\bfwrite\s*\(/,
    },
    {
      situation: 'fflush',
      says: /too (?:many|few) arguments/,
      line: /^(?!.*\b(?:typeof|fwrite)\b).*\bfflush\s*\(/,
    },
  ],
  particular: [
    { situation: 'include', says: /'include' does not name a type|type name 'include'/ },
    {
      situation: 'javascript',
      says: /'(?:let|const|var|function|typeof|undefined|null|console|require|await|async|of|in)' (?:was not declared|undeclared|does not name a type)|undeclared identifier '(?:let|var|function|typeof|undefined|null|console|require|await)'|unknown type name '(?:let|var|function|async)'/,
    },
    {
      situation: 'no-env',
      says: /'env' (?:was not declared|undeclared)|undeclared identifier 'env'/,
    },
    {
      situation: 'fwrite',
      says: /argument \d of 'fwrite'|arguments to function .*\bfwrite\b|function for call to 'fwrite'/,
    },
    {
      situation: 'fflush',
      says: /arguments to function .*\bfflush\b|function for call to 'fflush'/,
    },
    {
      situation: 'brace',
      says: /function[- ]definition is not allowed here|expected '\}'(?: at end of input)?$|statement at end of input|invalid storage class for function|unqualified-id before string constant|qualified-id in declaration before/,
    },
  ],
  general: [
    {
      situation: 'undeclared-function',
      says: /implicit declaration of function|call to undeclared (?:library )?function|implicitly declaring library function/,
    },
    {
      situation: 'another-pointer',
      says: /makes (?:pointer|integer) from (?:integer|pointer)|from incompatible pointer type|incompatible (?:integer to pointer|pointer to integer) conversion|incompatible (?:function )?pointer types/,
    },
    // The message starts with the name of a tool, not of a file such as other.cc.
    {
      situation: 'option',
      says: /^(?:\w+-)*(?:g\+\+|gcc|c\+\+|cc|clang|clang\+\+|cc1|cc1plus)(?:-\d+)?: /,
    },
    {
      situation: 'no-return',
      says: /control reaches end of non-void|no return statement in function|does not return a value/,
    },
    {
      situation: 'address',
      says: /invalid initializer|from '\w+ ?\*' to non-scalar type|no viable conversion from '\w+ \*' to '\w+'|initializing '.*with an expression of incompatible type '\w+ \*'/,
    },
    {
      situation: 'pointer',
      says: /which is of pointer type|is a pointer; did you mean to use '->'/,
    },
    { situation: 'how-many', says: /too (?:many|few) arguments to function/ },
    { situation: 'no-such-member', says: /has no member named|no member named/ },
    {
      situation: 'grammar',
      says: /^expected |missing terminating|stray /,
    },
  ],
};

const CPP: Table = {
  line: [
    // If no line of the learner's is quoted, the call is in napi.h.
    {
      situation: 'called-by-javascript',
      says: /too (?:many|few) arguments to function(?: call|$)/,
      line: /^$/,
    },
    {
      situation: 'std-forgotten',
      says: /variable or field '\w+' declared void/,
      line: /[(,]\s*(?:const\s+)?string\b/,
    },
  ],
  particular: [
    {
      situation: 'called-by-javascript',
      says: /too (?:many|few) arguments to function .*CallbackInfo/,
    },
    {
      situation: 'not-public',
      says: /is inaccessible within this context|is not an accessible base|private base class|is a private member of 'Napi::AsyncWorker'/,
    },
    {
      situation: 'new-forgotten',
      says: /cannot convert '(\w+)' to '\1 ?\*'|no viable conversion from '(\w+)' to '\2 \*'/,
    },
    {
      situation: 'base-class',
      says: /function for call to 'Napi::AsyncWorker::AsyncWorker\(\)'|must explicitly initialize the base class/,
    },
    {
      situation: 'constructor',
      says: /function for call to '(\w+)::\1\(|no matching constructor for initialization of/,
    },
    {
      situation: 'no-header',
      says: /'Napi' (?:has not been declared|does not name a type)|undeclared identifier 'Napi'/,
    },
    {
      situation: 'std-forgotten',
      says: /'(?:cout|cerr|endl|string|vector|thread|this_thread|chrono)' (?:was not declared|has not been declared|does not name a type)|undeclared identifier '(?:cout|cerr|endl|this_thread)'|'(\w+)'[^']*; did you mean 'std::\1'/,
    },
    // A compiler only suggests the base class's method inside a worker.
    { situation: 'no-closure', says: /'callback'.*; did you mean 'Callback'/ },
    {
      situation: 'text-for-c',
      says: /cannot convert '.*string.* to 'const (?:char|void) ?\*|no viable conversion from .*string.* to 'const char \*'|no known conversion from .*string.* to 'const char \*'/,
    },
    {
      situation: 'to-javascript',
      says: /could not convert .* to '?Napi::|cannot convert .* to 'Napi::\w+' in return|no viable conversion from returned value .* to .*Napi::/,
    },
    {
      situation: 'from-javascript',
      says: /conversion from '(?:const )?Napi::\w+'.* to (?:non-scalar type|')|cannot convert '(?:const )?Napi::|no viable conversion from '(?:const )?Napi::/,
    },
    {
      situation: 'not-in-std',
      says: /is not a member of 'std|no member named '\w+' in namespace 'std'|'std::\w+' has not been declared/,
    },
    { situation: 'no-unit', says: /(?:call to|function) 'sleep_(?:for|until)/ },
  ],
  general: [
    { situation: 'empty-return', says: NO_VALUE_RETURNED },
    { situation: 'void-return', says: VALUE_RETURNED },
    {
      situation: 'no-such-field',
      says: /does not have any field named|member initializer '\w+' does not name a non-static data member/,
    },
    { situation: 'not-known-yet', says: UNDECLARED },
    {
      situation: 'one-letter',
      says: /invalid conversion from '(?:const char\*' to '(?:int|char)|int' to 'const char\*)|parameter of type '(?:int|char)' with an lvalue of type 'const char|parameter of type 'const char \*' with an rvalue of type 'int'/,
    },
    {
      situation: 'not-called',
      says: /::\w+' from type '.*\) ?(?:const|noexcept)|invalid use of (?:non-static )?member function|member function must be called|unresolved overloaded function type/,
    },
    {
      situation: 'no-such-form',
      says: /no matching (?:member )?function for call|no match for call/,
    },
    {
      situation: 'private',
      says: /is private within this context|is a private member of|calling a private constructor/,
    },
    {
      situation: 'override',
      says: /marked 'override',? but does not override|marked 'override' hides|only virtual member functions/,
    },
    { situation: 'abstract', says: /abstract class type|of abstract class/ },
  ],
};

const C: Table = {
  line: [{ situation: 'cpp-in-c', says: /^expected /, line: /^(?!\s*include\b)(?!.*\btypeof\b).*\w::\w/ }],
  particular: [
    {
      situation: 'cpp-in-c',
      says: /(?:unknown type name |undeclared identifier |^)'(?:Napi|std|new|delete|nullptr|this|class|template|typename|using|namespace|public|private|throw|try|catch|static_cast|reinterpret_cast|string|cout|auto)'|^'[\w:]+' undeclared.*'std'|expected .* before '::' token/,
    },
  ],
  general: [
    { situation: 'empty-return-in-c', says: NO_VALUE_RETURNED },
    { situation: 'void-return-in-c', says: VALUE_RETURNED },
    { situation: 'not-known-yet-in-c', says: UNDECLARED },
  ],
};

/** All entries. */
export const ADVICE: readonly Advice[] = [SHARED, CPP, C].flatMap((table) =>
  RANKS.flatMap((rank): readonly Advice[] => table[rank]),
);

/**
 * Maps a compiler error to a situation of the check `builds`: typical mistakes of JavaScript developers. `undefined`
 * for errors that the tables do not contain.
 */
export function compileAdvice(error: CompilerError): Situation | undefined {
  const situation = fittingAdvice(error)[0]?.situation;
  return situation === 'not-known-yet' && wantsClosure(error) ? 'no-closure' : situation;
}

/** The matching entries of the first rank that has any: at most one. */
export function fittingAdvice(error: CompilerError): readonly Advice[] {
  const message = straightenQuotes(error.message);
  const code = codeOf(error.excerpt);
  const isC = /\.[ch](?::|$)/.test(error.where ?? '');
  const fits = ({ says, line }: Advice) => says.test(message) && (line === undefined || line.test(code));
  const byRank = RANKS.map((rank) => [...SHARED[rank], ...(isC ? C : CPP)[rank]].filter(fits));
  return byRank.find((fitting) => fitting.length > 0) ?? [];
}

/** Whether a method uses another function's variable. A name that is called is more likely a function defined later. */
function wantsClosure({ message, excerpt, method }: CompilerError): boolean {
  const name = /'(\w+)' was not declared/.exec(straightenQuotes(message))?.[1];
  return (
    name !== undefined &&
    method !== undefined &&
    !new RegExp(`\\b${name}\\s*(?:\\(|::)`).test(codeOf(excerpt))
  );
}

function straightenQuotes(message: string): string {
  return message.replace(/[‘’]/g, "'");
}

/** The rejected line without its gutter, its comments, and the contents of its strings. */
function codeOf(excerpt = ''): string {
  const [line = ''] = excerpt.split('\n');
  return line
    .replace(/^\s*\d+ \| ?/, '')
    .replace(/"(?:\\.|[^"\\])*"|\/\/.*$/g, (text) => (text[0] === '"' ? '""' : ''));
}
