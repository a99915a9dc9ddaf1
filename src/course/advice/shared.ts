import type { Table } from './table.js';

/** For both C++ and C. */
export const SHARED: Table = {
  line: [
    {
      situation: 'one-letter',
      says: /convert|conversion|no match|pointer from integer|passing|invalid operands/,
      line: /'xx'/,
    },
    {
      situation: 'work-callbacks',
      says: /argument [45] of 'napi_create_async_work'|function for call to 'napi_create_async_work'|to '?napi_async_(?:execute|complete)_callback|parameter of type 'napi_async_(?:execute|complete)_callback/,
    },
    {
      situation: 'module-of-old',
      says: /too (?:few|many) arguments to function/,
      line: /\bNAPI_MODULE\s*\(/,
    },
    { situation: 'include', says: /^expected |undeclared identifier/, line: /^\s*include\b/ },
    {
      situation: 'three-equals',
      says: /^expected (?:primary-expression|unqualified-id|expression)/,
      line: /^.*[=!]==/,
    },
    {
      situation: 'const-alone',
      says: /does not name a type|type specifier|defaults to 'int'/,
      line: /^.*\b(?:const|constexpr)\s+\w+\s*=/,
    },
    {
      situation: 'fwrite',
      says: /invalid conversion from 'FILE\*'|too (?:many|few) arguments/,
      line: /^.*\bfwrite\s*\(/,
    },
    {
      situation: 'fflush',
      says: /too (?:many|few) arguments/,
      line: /^(?!.*\bfwrite\b).*\bfflush\s*\(/,
    },
  ],
  particular: [
    { situation: 'include', says: /'include' does not name a type|type name 'include'/ },
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
