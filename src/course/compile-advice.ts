import type { Complaint } from '../build/complaint.js';
import type { SituationOfCheck } from '../report/situation.js';

/**
 * What people who come from JavaScript mean by the code that a C++ compiler refuses, by what g++ and clang say and,
 * where that is not enough, by the refused line. The situations are those of the check `builds`; the first that fits
 * counts. Quotes are straight ones here, whatever the compiler writes.
 */
const ADVICE: readonly (readonly [situation: SituationOfCheck<'builds'>, said: RegExp, code?: RegExp])[] = [
  [
    'undeclared-function',
    /implicit declaration of function|call to undeclared (?:library )?function|implicitly declaring library function/,
  ],
  ['fwrite', /argument \d of 'fwrite'/],
  [
    'another-pointer',
    /makes (?:pointer|integer) from (?:integer|pointer)|from incompatible pointer type|incompatible (?:integer to pointer|pointer to integer) conversion|incompatible (?:function )?pointer types/,
  ],
  // A tool speaks here, and not of a file: other.cc is no tool.
  ['option', /^(?:\w+-)*(?:g\+\+|gcc|c\+\+|cc|clang|clang\+\+|cc1|cc1plus)(?:-\d+)?: /],
  ['no-return', /control reaches end of non-void|no return statement in function|does not return a value/],
  ['empty-return', /(?:return-statement|'return') with no value|non-void function .*should return a value/],
  [
    'void-return',
    /(?:return-statement|'return') with a value, in function returning '?void|void function '.*' should not return/,
  ],
  ['include', /'include' does not name a type|unknown type name 'include'/],
  ['include', /^expected /, /^\s*include\b/],
  ['typeof', /./, /\btypeof\b/],
  ['three-equals', /^expected (?:primary-expression|unqualified-id|expression)/, /[=!]==/],
  ['const-alone', /does not name a type|type specifier|defaults to 'int'/, /\b(?:const|constexpr)\s+\w+\s*=/],
  [
    'javascript',
    /'(?:let|const|var|function|typeof|undefined|null|console|require|await|async|of|in)' (?:was not declared|undeclared|does not name a type)|undeclared identifier '(?:let|var|function|typeof|undefined|null|console|require|await)'|unknown type name '(?:let|var|function|async)'/,
  ],
  [
    'no-such-field',
    /does not have any field named|member initializer '\w+' does not name a non-static data member/,
  ],
  [
    'not-public',
    /is inaccessible within this context|is not an accessible base|private base class|is a private member of 'Napi::AsyncWorker'/,
  ],
  ['new-forgotten', /cannot convert '(\w+)' to '\1 ?\*'|no viable conversion from '(\w+)' to '\2 \*'/],
  [
    'base-class',
    /function for call to 'Napi::AsyncWorker::AsyncWorker\(\)'|must explicitly initialize the base class/,
  ],
  ['constructor', /function for call to '(\w+)::\1\(|no matching constructor for initialization of/],
  ['no-header', /'Napi' (?:has not been declared|does not name a type)|undeclared identifier 'Napi'/],
  [
    'std-forgotten',
    /'(?:cout|cerr|endl|string|vector|thread|this_thread|chrono)' (?:was not declared|has not been declared|does not name a type)|undeclared identifier '(?:cout|cerr|endl|this_thread)'|'(\w+)'[^']*; did you mean 'std::\1'/,
  ],
  ['std-forgotten', /variable or field '\w+' declared void/, /[(,]\s*(?:const\s+)?string\b/],
  ['no-env', /'env' (?:was not declared|undeclared)|undeclared identifier 'env'/],
  // Only within a worker can a compiler take the base class's method for what was meant.
  ['no-closure', /'callback'.*; did you mean 'Callback'/],
  ['not-known-yet', /was not declared in this scope|use of undeclared identifier|undeclared \(first use/],
  [
    'one-letter',
    /invalid conversion from '(?:const char\*' to '(?:int|char)|int' to 'const char\*)|parameter of type '(?:int|char)' with an lvalue of type 'const char/,
  ],
  [
    'not-called',
    /::\w+' from type '.*\) ?(?:const|noexcept)|invalid use of (?:non-static )?member function|member function must be called|unresolved overloaded function type/,
  ],
  [
    'text-for-c',
    /cannot convert '.*string.* to 'const (?:char|void) ?\*|no viable conversion from .*string.* to 'const char \*'|no known conversion from .*string.* to 'const char \*'/,
  ],
  [
    'address',
    /invalid initializer|from '\w+ ?\*' to non-scalar type|no viable conversion from '\w+ \*' to '\w+'|initializing '.*with an expression of incompatible type '\w+ \*'/,
  ],
  ['pointer', /which is of pointer type|is a pointer; did you mean to use '->'/],
  [
    'to-javascript',
    /could not convert .* to '?Napi::|cannot convert .* to 'Napi::\w+' in return|no viable conversion from returned value .* to .*Napi::/,
  ],
  [
    'from-javascript',
    /conversion from '(?:const )?Napi::\w+'.* to (?:non-scalar type|')|cannot convert '(?:const )?Napi::|no viable conversion from '(?:const )?Napi::/,
  ],
  [
    'not-in-std',
    /is not a member of 'std|no member named '\w+' in namespace 'std'|'std::\w+' has not been declared/,
  ],
  ['fwrite', /arguments to function .*\bfwrite\b|function for call to 'fwrite'/],
  ['fwrite', /invalid conversion from 'FILE\*'|too (?:many|few) arguments/, /\bfwrite\s*\(/],
  ['fflush', /arguments to function .*\bfflush\b|function for call to 'fflush'/],
  // Without a name, or without a line of the learner's own, it is napi.h that calls.
  ['called-by-javascript', /too (?:many|few) arguments to function(?: .*CallbackInfo|$)/],
  ['called-by-javascript', /too (?:many|few) arguments to function call/, /^$/],
  ['how-many', /too (?:many|few) arguments to function/],
  ['no-such-member', /has no member named|no member named/],
  ['no-unit', /(?:call to|function) 'sleep_(?:for|until)/],
  ['no-such-form', /no matching (?:member )?function for call|no match for call/],
  ['private', /is private within this context|is a private member of|calling a private constructor/],
  [
    'override',
    /marked 'override',? but does not override|marked 'override' hides|only virtual member functions/,
  ],
  ['abstract', /abstract class type|of abstract class/],
  [
    'brace',
    /function[- ]definition is not allowed here|expected '\}'(?: at end of input)?$|statement at end of input|invalid storage class for function|unqualified-id before string constant|qualified-id in declaration before/,
  ],
  ['grammar', /^expected |missing terminating|stray /],
];

/** Words of C++ that a C compiler does not know. */
const CPP_IN_C =
  /(?:unknown type name |undeclared identifier |^)'(?:Napi|std|new|delete|nullptr|this|class|template|typename|using|namespace|public|private|throw|try|catch|static_cast|reinterpret_cast|string|cout|auto)'|^'[\w:]+' undeclared.*'std'|expected .* before '::' token/;

/** Their words speak of C++ otherwise. */
const SAID_ANEW_IN_C = ['not-known-yet', 'void-return', 'empty-return'] as const;

/** Which of the situations of the check `builds` an error of the compiler comes from; `undefined` for all others. */
export function compileAdvice(
  complaint: Pick<Complaint, 'message' | 'excerpt' | 'method' | 'where'>,
): SituationOfCheck<'builds'> | undefined {
  const message = complaint.message.replace(/[‘’]/g, "'");
  const code = codeOf(complaint.excerpt);
  const isC = /\.[ch](?::|$)/.test(complaint.where ?? '');
  if (isC && CPP_IN_C.test(message)) return 'cpp-in-c';
  const fits = ([, said, line]: (typeof ADVICE)[number]) =>
    said.test(message) && (line === undefined || line.test(code));
  const situation = ADVICE.find(fits)?.[0];
  const anew = isC ? SAID_ANEW_IN_C.find((one) => one === situation) : undefined;
  if (anew !== undefined) return `${anew}-in-c`;
  return situation === 'not-known-yet' && wantsClosure(message, code, complaint.method)
    ? 'no-closure'
    : situation;
}

/** The refused line, without its gutter, and without what it says to people. */
function codeOf(excerpt = ''): string {
  const [line = ''] = excerpt.split('\n');
  return line
    .replace(/^\s*\d+ \| ?/, '')
    .replace(/"(?:\\.|[^"\\])*"|\/\/.*$/g, (text) => (text[0] === '"' ? '""' : ''));
}

/** A method asks for a variable of somebody else's; what it would call is more likely to stand further below. */
function wantsClosure(message: string, code: string, method: string | undefined): boolean {
  const name = /'(\w+)' was not declared/.exec(message)?.[1];
  return name !== undefined && method !== undefined && !new RegExp(`\\b${name}\\s*(?:\\(|::)`).test(code);
}
