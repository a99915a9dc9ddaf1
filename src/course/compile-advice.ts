/**
 * What people who come from JavaScript mean by the code that a C++ compiler refuses, by what g++ and clang say. The
 * situations are those of the check `builds`; the first that fits counts.
 */
const ADVICE: readonly (readonly [situation: string, said: RegExp])[] = [
  ['no-return', /control reaches end of non-void|no return statement in function|does not return a value/],
  ['empty-return', /return-statement with no value|non-void function .*should return a value/],
  [
    'javascript',
    /['‘](?:let|const|var|function|typeof|undefined|null|console|require|await|async|of|in)['’] (?:was not declared|undeclared|does not name a type)|undeclared identifier '(?:let|var|function|typeof|undefined|null|console|require|await)'|unknown type name '(?:let|var|function|async)'/,
  ],
  ['not-known-yet', /was not declared in this scope|use of undeclared identifier|undeclared \(first use/],
  [
    'one-letter',
    /invalid conversion from ['‘](?:const char\*['’] to ['‘](?:int|char)|int['’] to ['‘]const char\*)|parameter of type '(?:int|char)' with an lvalue of type 'const char/,
  ],
  [
    'not-called',
    /::\w+['’] from type ['‘].*\) ?(?:const|noexcept)|invalid use of (?:non-static )?member function|member function must be called|unresolved overloaded function type/,
  ],
  [
    'text-for-c',
    /cannot convert ['‘].*string.* to ['‘]const (?:char|void) ?\*|no viable conversion from .*string.* to 'const char \*'|no known conversion from .*string.* to 'const char \*'/,
  ],
  [
    'to-javascript',
    /could not convert .* to ['‘]?Napi::|cannot convert .* to ['‘]Napi::\w+['’] in return|no viable conversion from returned value .* to .*Napi::/,
  ],
  [
    'from-javascript',
    /conversion from ['‘](?:const )?Napi::\w+['’].* to (?:non-scalar type|['‘])|cannot convert ['‘](?:const )?Napi::|no viable conversion from '(?:const )?Napi::/,
  ],
  ['not-in-std', /is not a member of ['‘]std|no member named '\w+' in namespace 'std'/],
  ['called-by-javascript', /too (?:many|few) arguments to function/],
  ['no-such-member', /has no member named|no member named/],
  ['no-unit', /(?:call to|function) ['‘]sleep_(?:for|until)/],
  ['no-such-form', /no matching (?:member )?function for call|no match for call/],
  ['grammar', /^expected |missing terminating|stray /],
];

/** Which of the situations of the check `builds` an error of the compiler comes from; `undefined` for all others. */
export function compileAdvice(message: string): string | undefined {
  return ADVICE.find(([, said]) => said.test(message))?.[0];
}
