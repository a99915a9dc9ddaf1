/** Finds the compiled sources and the symbols that they use, in the output of the build tools. */
import { existsSync, promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import { includeFolders } from '../../src/build/headers.js';

/** A compiled source file of the package. */
export interface Compiled {
  /** Relative to the package's folder, with `/`. */
  readonly source: string;
  /** The content of its object file, if found. */
  readonly object: Buffer | undefined;
}

/** The compiled sources of all targets in the package. */
export async function compiledSources(packageFolder: string): Promise<Compiled[]> {
  const build = path.join(packageFolder, 'build');
  const files = await fs.readdir(build, { recursive: true });
  const read = (file: string) => fs.readFile(path.join(build, file)).catch(() => undefined);
  const compiled: Compiled[] = [];
  for (const file of files) {
    const text = /\.(?:o\.d|vcxproj)$/.test(file) ? String(await read(file)) : '';
    if (file.endsWith('.o.d')) {
      const rule = madeFrom(text);
      if (rule) compiled.push({ source: inPackage(rule.source), object: await read(rule.object) });
    } else if (file.endsWith('.vcxproj')) {
      for (const source of sourcesOf(text)) {
        const object = files.find((name) => path.basename(name) === `${path.parse(source).name}.obj`);
        compiled.push({
          source: inPackage(source),
          object: object === undefined ? undefined : await read(object),
        });
      }
    }
  }
  return compiled;
}

/** The object file and its source from one of make's `.d` files, in which the source is the first dependency. */
function madeFrom(dependencies: string): { object: string; source: string } | undefined {
  const rule = /^(?!cmd_)((?:[^\s:\\]|\\.)+): ((?:[^\s\\]|\\[^\n])+)/m.exec(dependencies);
  return rule ? { object: unescaped(rule[1]!), source: unescaped(rule[2]!) } : undefined;
}

/** The sources in a Visual Studio project, except the one that node-gyp adds. */
function sourcesOf(project: string): string[] {
  return [...project.matchAll(/<ClCompile Include="([^"]+)"/g)]
    .map(([, source]) => source!.replaceAll('\\', '/'))
    .filter((source) => !source.endsWith('/win_delay_load_hook.cc'));
}

/** The build tools run in `build/`, so paths are relative to that folder. */
function inPackage(source: string): string {
  return source.replace(/^\.\.\//, '');
}

function unescaped(name: string): string {
  return name.replace(/\\(.)/g, '$1');
}

/**
 * The names in an object file that show the use of APIs other than Node-API: functions of libuv, and mangled C++ names.
 * All object formats store names as zero-terminated strings.
 */
export function foreignNames(object: Buffer): { libuv: string[]; cpp: string[] } {
  const text = object.toString('latin1');
  // The prefix is empty in ELF, `_` in Mach-O, and `__imp_` in COFF.
  const libuv = [...text.matchAll(/(?<=\0(?:_|__imp_)?)uv_[a-z0-9_]+(?=\0)/g)]
    .map(([name]) => name)
    .filter(isLibuvFunction);
  // Such as _ZN2v85Value (GCC and clang) and ?GetCurrent@Isolate@v8@@SAPEAV12@XZ (MSVC).
  const gnu = text.matchAll(/(?<=\0)_{1,2}Z(?:[NLKST]|\d)\w+(?=\0)/g);
  const microsoft = text.matchAll(/(?<=\0)\?(?:\w+@)+@[QSUY]\w+(?:[@\w]+)?(?=\0)/g);
  const cpp = [...gnu, ...microsoft].map(([name]) => name);
  return { libuv: [...new Set(libuv)], cpp: [...new Set(cpp)] };
}

/** The learner's functions may begin with `uv_`, too. If uv.h is on disk, only functions that it declares count. */
function isLibuvFunction(name: string): boolean {
  const header = includeFolders()
    .map((folder) => path.join(folder, 'uv.h'))
    .find((file) => existsSync(file));
  return header === undefined || new RegExp(`\\b${name}\\(`).test(readFileSync(header, 'utf8'));
}
