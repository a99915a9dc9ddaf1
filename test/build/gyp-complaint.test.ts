import t from 'tap';
import { gypComplaint, missingSource } from '../../src/build/gyp-complaint.js';

const gyp = `{
  # mine
  'targets': [
    {
      'target_name': 'myaddon',
      'sources': [
        'myaddon.cc',
        'src/delay_worker.cc',
      ],
      'include_dirs': ["<!(node -p \\"require('node-addon-ap').include_dir\\")"],
    }
  ]
}`;

t.test("Python's traceback", async (t) => {
  const output = `
gyp ERR! configure error 
Traceback (most recent call last):
  File "/x/node-gyp/gyp/gyp_main.py", line 45, in <module>
    sys.exit(gyp.script_main())
  File "/x/gyp/pylib/gyp/input.py", line 236, in LoadOneBuildFile
    build_file_data = eval(build_file_contents, {"__builtins__": {}}, None)
  File "/home/Zoë B/it's/binding.gyp", line 5
    'target_name': 'myaddon'
                   ^^^^^^^^^
SyntaxError: invalid syntax. Perhaps you forgot a comma? while reading binding.gyp while trying to load binding.gyp
gyp ERR! stack Error: \`gyp\` failed with exit code: 1`;
  t.same(gypComplaint(output, gyp), {
    kind: 'gyp',
    message: 'SyntaxError: invalid syntax. Perhaps you forgot a comma?',
    where: 'binding.gyp:5',
    excerpt: "    5 |       'target_name': 'myaddon',",
  });
  t.match(
    gypComplaint(
      '  File "<string>", line 13\nSyntaxError: \'{\' was never closed while reading binding.gyp\n',
      gyp,
    ),
    { message: "SyntaxError: '{' was never closed", where: 'binding.gyp:13', excerpt: '   13 | }' },
  );
  t.match(
    gypComplaint('  File "binding.gyp", line 99\nIndentationError: unexpected indent\n', gyp),
    { where: 'binding.gyp:99', excerpt: '   99 | ' },
    'a line that is not there',
  );
});

t.test('a target without a name', async (t) => {
  const output = `Traceback (most recent call last):\n  File "/x/input.py", line 3, in f\nKeyError: 'target_name'\n`;
  t.match(gypComplaint(output, gyp), { message: 'a target has no target_name', where: 'binding.gyp' });
});

t.test('a command in it fails', async (t) => {
  const output = `
node:internal/modules/cjs/loader:1210
  throw err;
  ^

Error: Cannot find module 'node-addon-ap'
Require stack:
- /cache/package/[eval]
gyp: Call to 'node -p "require('node-addon-ap').include_dir"' returned exit status 1 while in binding.gyp. while trying to load binding.gyp
gyp ERR! configure error`;
  t.match(gypComplaint(output, gyp), {
    message: /^the command node -p .* failed: Cannot find module 'node-addon-ap'$/,
    where: 'binding.gyp:10',
    excerpt: /include_dirs/,
  });
  t.match(gypComplaint("gyp: Call to 'false' returned exit status 1 while in binding.gyp.", '{}'), {
    message: 'the command false failed',
    where: 'binding.gyp',
  });
});

t.test('what gyp says itself', async (t) => {
  t.match(gypComplaint('gyp: Undefined variable foo in binding.gyp while trying to load binding.gyp', gyp), {
    message: 'Undefined variable foo in binding.gyp',
    where: 'binding.gyp',
  });
  t.match(gypComplaint('x\ngyp.common.GypError: Dependency not found\n', gyp), {
    message: 'Dependency not found',
  });
  t.equal(gypComplaint('gyp ERR! stack Error: nothing that gyp says', gyp), undefined);
});

t.test('a source that is not there', async (t) => {
  const make = (object: string, quote = "'") =>
    `make: Entering directory '/x/build'\nmake: *** No rule to make target ${quote === '`' ? '`' : "'"}Release/obj.target/myaddon/${object}', needed by 'Release/obj.target/myaddon.node'.  Stop.`;
  t.same(
    missingSource(make('myaddon.o'), gyp),
    {
      kind: 'gyp',
      message: 'there is no file myaddon.cc',
      where: 'binding.gyp:7',
      excerpt: "    7 |         'myaddon.cc',",
    },
    'not the target of the same name',
  );
  t.match(missingSource(make('src/delay_worker.o', '`'), gyp), {
    message: 'there is no file src/delay_worker.cc',
    where: 'binding.gyp:8',
  });
  t.match(missingSource(make('../common/a.o'), "{'sources': ['../common/a.c']}"), {
    message: 'there is no file ../common/a.c',
    where: 'binding.gyp:1',
  });
  t.equal(missingSource(make('other.o'), gyp), undefined, 'binding.gyp does not name it');
  t.equal(missingSource('make: nothing to be done', gyp), undefined);
  t.match(
    missingSource(
      "c1xx : fatal error C1083: Cannot open source file: '..\\src\\delay_worker.cc': No such file or directory [C:\\b.vcxproj]",
      gyp,
    ),
    { message: 'there is no file src/delay_worker.cc', where: 'binding.gyp:8' },
  );
});
