/** Where in the source of an add-on something happened. */

import type { StackTrace } from '../probe/record-fields.js';
import { type Frame, framesAt } from '../probe/source-place.js';
import { hasSymbolTable } from '../probe/symbol-table.js';
import type { CodePlace } from './report.js';

/** Functions of node-addon-api and of the C++ library: the add-on's own code is around them. */
const OF_A_LIBRARY = /^(?:Napi::|std::|__gnu_cxx::|napi::|core::|alloc::|<?&?(?:core|alloc|std|napi)::)/;
const IN_A_LIBRARY = /[\\/](?:node_modules|node-addon-api|include[\\/]c\+\+)[\\/]/;

/**
 * The stack as places in the source, the innermost first. Calls of libraries are left out at its beginning, unless there
 * is nothing else.
 */
export function codePlaces({ file: module, frames }: StackTrace): CodePlace[] {
  if (module === undefined) return [];
  const stacks = framesAt(module, frames);
  const isNamed = hasSymbolTable(module);
  const places = frames.flatMap((offset, index) => {
    const found = stacks[index] ?? [];
    return (found.length > 0 ? found : [UNKNOWN]).map((frame) =>
      // In a stripped module, addr2line names the exported function before the address, whichever that is.
      placeOf(module, offset, isNamed || frame.file !== undefined ? frame : UNKNOWN),
    );
  });
  const first = places.findIndex((place) => !isOfALibrary(place));
  return first === -1 ? places : places.slice(first);
}

const UNKNOWN: Frame = { name: '??', file: undefined, line: 0 };

function placeOf(module: string, offset: number, { name, file, line }: Frame): CodePlace {
  return {
    module,
    function: name === '??' ? undefined : name,
    file,
    line: file === undefined ? undefined : line,
    offset,
  };
}

function isOfALibrary(place: CodePlace): boolean {
  if (place.file !== undefined && IN_A_LIBRARY.test(place.file)) return true;
  return place.function !== undefined && OF_A_LIBRARY.test(place.function);
}
