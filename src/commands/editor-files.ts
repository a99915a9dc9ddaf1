import path from 'node:path';
import { includeFolders } from '../build/headers.js';
import { moduleRoom } from '../build/module-room.js';

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code's own.
const WORKSPACE = '${workspaceFolder}/**';
/** What binding.gyp defines for the compiler; an editor does not read that. */
const DEFINES = ['NAPI_DISABLE_CPP_EXCEPTIONS'];

/**
 * Files for a learner's folder, by their paths in it, that let editors find `napi.h` and `node_api.h`: for clangd, and
 * for VS Code's C/C++ extension. They name folders of this machine, and stand in the `.gitignore` beside them.
 * @throws {Stop} when the cache folder, in which the headers lie, cannot be written
 */
export async function editorFiles(): Promise<Record<string, string>> {
  const addonApi = path.join(await moduleRoom(), 'node_modules', 'node-addon-api');
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
