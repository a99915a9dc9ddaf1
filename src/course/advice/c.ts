import { NO_VALUE_RETURNED, type Table, UNDECLARED, VALUE_RETURNED } from './table.js';

/** C, and Node-API in C. */
export const C: Table = {
  line: [{ situation: 'cpp-in-c', says: /^expected /, line: /^(?!\s*include\b).*\w::\w/ }],
  particular: [
    {
      situation: 'null-in-c',
      says: /'(?:null|undefined)' undeclared|undeclared identifier '(?:null|undefined)'/,
    },
    {
      situation: 'type-header-in-c',
      says: /unknown type name '(?:bool|u?int\d+_t|napi_\w+)'/,
    },
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
