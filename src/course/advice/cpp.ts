import { MARK, NO_VALUE_RETURNED, type Table, UNDECLARED, VALUE_RETURNED } from './table.js';

/** The beginning of a function's definition or of a lambda, up to its parameters. */
const HEAD =
  '^(?!\\s*(?:if|while|for|switch|return|else|catch|throw|[A-Z_]{2,})\\b)(?:[\\w:<>*&~\\s]*\\w|.*\\[[^\\]]*\\])\\s*\\(';
/** Further parameters, and what follows them in a definition: calls end with a semicolon. */
const TAIL = '(?:,[^()]*)?\\)\\s*(?:const|override|noexcept|\\s)*(?:\\{|:)';

/** C++ and its standard library. */
export const CPP: Table = {
  line: [
    {
      situation: 'parameter-type',
      says: /has not been declared|was not declared in this scope|undeclared identifier|does not name a type/,
      marked: new RegExp(`${HEAD}(?:[^()]*,)?\\s*(?:const\\s+)?(?:\\w+${MARK}|${MARK}\\w+)\\s*${TAIL}`),
    },
    {
      situation: 'parameter-type',
      says: /declared void|^expected '\)'/,
      line: new RegExp(`${HEAD}(?!\\s*(?:const\\s+)?string\\b)\\s*\\w+\\s*(?:${TAIL}|,[^()]*\\)\\s*$)`),
    },
    // clang says this of declarations only.
    {
      situation: 'parameter-type',
      says: /unknown type name/,
      marked: new RegExp(`${HEAD}(?:[^()]*,)?\\s*(?:\\w+${MARK}|${MARK}\\w+)\\s*(?:${TAIL}|,[^()]*\\)\\s*$)`),
    },
    {
      situation: 'variable-type',
      says: /'(?!env\b)\w*[^_\W]' was not declared|undeclared identifier '(?!env\b)\w*[^_\W]'/,
      marked: new RegExp(`^\\s*(?:for\\s*\\(\\s*)?${MARK}\\w+\\s*=(?!=)`),
    },
    {
      situation: 'catch-type',
      says: /'\w+' does not name a type|unknown type name/,
      line: /\bcatch\s*\(\s*\w+\s*\)/,
    },
    {
      situation: 'one-letter',
      says: /\bchar\)|from 'char'|and 'char'\)|'char' to|\('std::.*' and 'char'\)/,
      line: /^(?!.*'xx').*'x'/,
    },
    {
      situation: 'std-forgotten',
      says: /variable or field '\w+' declared void/,
      line: /[(,]\s*(?:const\s+)?string\b/,
    },
  ],
  particular: [
    {
      situation: 'not-captured',
      says: /is not captured|cannot be implicitly captured/,
    },
    {
      situation: 'number-in-text',
      says: /no match for 'operator\+' .*string.* and '(?:int|double|float|long|unsigned|size_t)\b|invalid operands to binary expression \('std::.*string.*' and '(?:int|double|float|long|size_t)\b/,
    },
    {
      situation: 'two-literals',
      says: /invalid operands of types 'const char ?\[\d+\]' and 'const char ?\[\d+\]' to binary 'operator\+'|invalid operands to binary expression \('const char ?\[\d+\]' and 'const char ?\[\d+\]'\)/,
    },
    {
      situation: 'whole-number-of-units',
      says: /std::chrono::duration<.*::duration\((?:double|float)\b|matching conversion for functional-style cast from '(?:double|float)' to 'std::chrono::/,
    },
    {
      situation: 'object-for-printf',
      says: /non-trivially-copyable type .* through '\.\.\.'|cannot pass (?:non-trivial object|object of non-trivial type)/,
    },
    {
      situation: 'void-pointer',
      says: /invalid conversion from 'void ?\*' to|with an (?:lvalue|rvalue) of type 'void \*'|from incompatible type 'void \*'/,
    },
    {
      situation: 'v8-of-old',
      says: /'(?:v8::)?(?:Arguments|Handle|NewSymbol|ThrowException)'?.*(?:does not name a |is not a member of|was not declared|has not been declared)|no (?:type|template|member) named '(?:Arguments|Handle|NewSymbol|ThrowException)'/,
    },
    {
      situation: 'v8-changed',
      says: /^(?!.*\b(?:Arguments|Handle|NewSymbol|ThrowException)\b).*\bv8::/,
    },
    {
      situation: 'new-header',
      says: /^(?:print|expected|mdspan|generator|stacktrace|flat_map|flat_set): No such file|^'(?:print|expected|mdspan|generator|stacktrace|flat_map|flat_set)' file not found/,
    },
    {
      situation: 'new-forgotten',
      says: /cannot convert '(\w+)' to '\1 ?\*'|no viable conversion from '(\w+)' to '\2 \*'/,
    },
    {
      situation: 'constructor',
      says: /function for call to '(\w+)::\1\(|no matching constructor for initialization of (?!'Napi::)/,
    },
    {
      situation: 'std-forgotten',
      says: /'(?:cout|cerr|endl|string|vector|thread|this_thread|chrono)' (?:was not declared|has not been declared|does not name a type)|undeclared identifier '(?:cout|cerr|endl|this_thread)'|'(\w+)'[^']*; did you mean 'std::\1'/,
    },
    {
      situation: 'text-for-c',
      says: /cannot convert '.*string.* to 'const (?:char|void) ?\*|no viable conversion from .*string.* to 'const char \*'|no known conversion from .*string.* to 'const char \*'/,
    },
    {
      situation: 'not-in-std',
      says: /is not a member of 'std|no member named '\w+' in namespace 'std'|'std::\w+' has not been declared/,
    },
    { situation: 'no-unit', says: /(?:call to|function) 'sleep_(?:for|until)/ },
  ],
  general: [
    {
      situation: 'return-type',
      says: /forbids declaration of '\w+' with no type|type specifier (?:is required )?for all declarations/,
    },
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
      situation: 'not-copyable',
      says: /use of deleted function '.*::\w+\(const |call to deleted constructor|must be copy-constructible/,
    },
    { situation: 'abstract', says: /abstract class type|of abstract class/ },
  ],
};
