/** What a build was made of, read from what the build tools left in the workspace. */
import { existsSync, promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import { includeFolders } from '../../src/build/headers.js';

/** A source file of the package that was compiled, and what came of it, if that was found. */
export interface Compiled {
  /** From the package's folder, with `/`. */
  readonly source: string;
  /** All bytes of its object file. */
  readonly object: Buffer | undefined;
}

/** All sources of the package that were compiled, whatever their targets. */
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

/** Of a file in which make keeps what an object depends on: the object, and the first it depends on, its source. */
function madeFrom(dependencies: string): { object: string; source: string } | undefined {
  const rule = /^(?!cmd_)((?:[^\s:\\]|\\.)+): ((?:[^\s\\]|\\[^\n])+)/m.exec(dependencies);
  return rule ? { object: unescaped(rule[1]!), source: unescaped(rule[2]!) } : undefined;
}

/** Of a project of Visual Studio. One source comes from node-gyp. */
function sourcesOf(project: string): string[] {
  return [...project.matchAll(/<ClCompile Include="([^"]+)"/g)]
    .map(([, source]) => source!.replaceAll('\\', '/'))
    .filter((source) => !source.endsWith('/win_delay_load_hook.cc'));
}

/** The build tools run in `build/`. */
function inPackage(source: string): string {
  return source.replace(/^\.\.\//, '');
}

function unescaped(name: string): string {
  return name.replace(/\\(.)/g, '$1');
}

/**
 * The names in an object file that tell of another interface than Node-API: functions of libuv as they are written,
 * and the names that C++ compilers make up. Every format keeps names as text between zero bytes.
 */
export function foreignNames(object: Buffer): { libuv: string[]; cpp: string[] } {
  const text = object.toString('latin1');
  // In front: nothing in ELF, `_` in Mach-O, `__imp_` in COFF.
  const libuv = [...text.matchAll(/(?<=\0(?:_|__imp_)?)uv_[a-z0-9_]+(?=\0)/g)]
    .map(([name]) => name)
    .filter(isOfLibuv);
  // As in _ZN2v85Value: a letter or the length of the name follows. Or as in ?GetCurrent@Isolate@v8@@SAPEAV12@XZ.
  const gnu = text.matchAll(/(?<=\0)_{1,2}Z(?:[NLKST]|\d)\w+(?=\0)/g);
  const microsoft = text.matchAll(/(?<=\0)\?(?:\w+@)+@[QSUY]\w+(?:[@\w]+)?(?=\0)/g);
  const cpp = [...gnu, ...microsoft].map(([name]) => name);
  return { libuv: [...new Set(libuv)], cpp: [...new Set(cpp)] };
}

/** A function of the learner's own may begin with `uv_`, too: the header tells, where it is on the disk. */
function isOfLibuv(name: string): boolean {
  const header = includeFolders()
    .map((folder) => path.join(folder, 'uv.h'))
    .find((file) => existsSync(file));
  return header === undefined || new RegExp(`\\b${name}\\(`).test(readFileSync(header, 'utf8'));
}
