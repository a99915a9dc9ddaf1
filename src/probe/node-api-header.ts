import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A Node-API function, as the header declares it. */
export interface NodeApiFunction {
  readonly name: string;
  readonly returns: string;
  /** It never returns, like `napi_fatal_error`. */
  readonly noReturn: boolean;
  readonly parameters: readonly { readonly declaration: string; readonly name: string }[];
}

/** All `NAPI_EXTERN` functions, in source order. @param includeFolder the folder that contains `node_api.h` */
export function nodeApiFunctions(includeFolder: string): NodeApiFunction[] {
  const headers = ['js_native_api.h', 'node_api.h'].map((name) =>
    readFileSync(path.join(includeFolder, name), 'utf8'),
  );
  return parseDeclarations(headers.join('\n'));
}

/** The `NAPI_EXTERN` declarations in the text of a header. Preprocessor conditions are ignored. */
export function parseDeclarations(header: string): NodeApiFunction[] {
  const code = header
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/.*$/gm, ' ')
    .replace(/^\s*#(?:.*\\\n)*.*$/gm, ' ');
  const declaration =
    /\bNAPI_EXTERN\s+(?<returns>[\w\s*]+?)\s*\bNAPI_CDECL\s+(?<name>\w+)\s*\((?<parameters>[^)]*)\)\s*;/g;
  return [...code.matchAll(declaration)].map(({ groups }) => ({
    name: groups!.name!,
    returns: groups!.returns!.replace('NAPI_NO_RETURN', '').replace(/\s+/g, ' ').trim(),
    noReturn: groups!.returns!.includes('NAPI_NO_RETURN'),
    parameters: parseParameters(groups!.parameters!),
  }));
}

function parseParameters(list: string): NodeApiFunction['parameters'] {
  const text = list.replace(/\s+/g, ' ').trim();
  if (text === '' || text === 'void') return [];
  return text.split(',').map((part) => {
    const declaration = part.trim();
    const name = /(\w+)(?:\[\w*\])?$/.exec(declaration)?.[1] ?? '';
    return { declaration, name };
  });
}
