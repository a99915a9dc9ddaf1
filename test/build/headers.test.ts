import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Test } from 'tap';
import t from 'tap';
import { headersOnDisk } from '../../src/build/headers.js';

const [major, minor, patch] = process.versions.node.split('.');

/** An installation of Node.js with the headers of that version. */
function installation(t: Test, version: readonly (string | undefined)[]): { folder: string; node: string } {
  const folder = t.testdir();
  mkdirSync(path.join(folder, 'include', 'node'), { recursive: true });
  const [major, minor, patch] = version;
  writeFileSync(
    path.join(folder, 'include', 'node', 'node_version.h'),
    `#define NODE_MAJOR_VERSION ${major}\n#define NODE_MINOR_VERSION ${minor}\n#define NODE_PATCH_VERSION ${patch}\n`,
  );
  return { folder, node: path.join(folder, 'bin', 'node') };
}

t.beforeEach((t) => {
  const { execPath } = process;
  const { npm_config_nodedir } = process.env;
  delete process.env.npm_config_nodedir;
  t.teardown(() => {
    process.execPath = execPath;
    if (npm_config_nodedir !== undefined) process.env.npm_config_nodedir = npm_config_nodedir;
  });
});

t.test('beside Node.js itself', async (t) => {
  const { folder, node } = installation(t, [major, minor, patch]);
  process.execPath = node;
  t.equal(headersOnDisk(), folder);
});

t.test('of another version, or none', async (t) => {
  process.execPath = installation(t, [major, minor, `${patch}1`]).node;
  t.equal(headersOnDisk(), undefined);
  process.execPath = path.join(t.testdirName, 'nowhere', 'bin', 'node');
  t.equal(headersOnDisk(), undefined);
});

t.test('where npm was told they are', async (t) => {
  process.execPath = '/nowhere/bin/node';
  process.env.npm_config_nodedir = installation(t, [major, minor, patch]).folder;
  t.equal(headersOnDisk(), process.env.npm_config_nodedir);
  process.env.npm_config_nodedir = '';
  t.equal(headersOnDisk(), undefined);
});
