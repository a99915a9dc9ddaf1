import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { workspaceRoot } from '../build/workspace-root.js';

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code
const WORKSPACE = '${workspaceFolder}/**';
/** The macros that binding.gyp defines, which editors do not read. */
const DEFINES = ['NAPI_DISABLE_CPP_EXCEPTIONS'];

/**
 * Configuration files with which clangd and VS Code's C/C++ extension find `napi.h` and `node_api.h`. They contain
 * machine-specific paths, so a `.gitignore` lists them.
 * @returns contents by path, relative to the learner's folder
 * @throws {Stop} when the cache folder, which holds the headers, cannot be written
 */
export async function editorFiles(): Promise<Record<string, string>> {
  const addonApi = path.join(await workspaceRoot(), 'node_modules', 'node-addon-api');
  const includes = [addonApi, ...includeFolders()];
  return {
    '.gitignore': `${['build/', 'node_modules/', 'compile_flags.txt', '.vscode/c_cpp_properties.json'].join('\n')}\n`,
    'compile_flags.txt': `${[...DEFINES.map((name) => `-D${name}`), ...includes.map((folder) => `-I${folder}`)].join('\n')}\n`,
    '.vscode/c_cpp_properties.json': `${JSON.stringify(vsCodeProperties(includes), null, 2)}\n`,
  };
}

function vsCodeProperties(includes: readonly string[]): object {
  return {
    version: 4,
    configurations: [
      {
        name: 'learnyounative',
        includePath: [WORKSPACE, ...includes],
        defines: DEFINES,
        cStandard: 'c11',
        cppStandard: 'c++17',
      },
    ],
  };
}
