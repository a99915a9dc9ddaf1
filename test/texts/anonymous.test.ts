import t from 'tap';
import { anonymous } from '../../src/texts/anonymous.js';

t.test('home folder and account are taken out, wherever they stand', async (t) => {
  const take = (text: string) => anonymous(text, ['/home/ada'], ['ada']);
  t.equal(take('in /home/ada/x and /tmp/ada/y by ada.'), 'in ~/x and /tmp/<user>/y by <user>.');
  t.equal(take('an adaptor from Canada'), 'an adaptor from Canada', 'words that hold the name stay');
  t.equal(take('adá ada1 ada_'), 'adá ada1 ada_');
});

t.test('on Windows, in JSON and in URLs', async (t) => {
  const take = (text: string) => anonymous(text, ['C:\\Users\\Ada L'], ['Ada L']);
  t.equal(take('C:\\Users\\Ada L\\x'), '~\\x');
  t.equal(take('"C:\\\\Users\\\\Ada L\\\\x"'), '"~\\\\x"');
  t.equal(take('file:///C:/Users/Ada L/x'), 'file:///~/x');
});

t.test('names that mean something elsewhere', async (t) => {
  t.equal(anonymous('a+b and a.b', ['/'], ['a.b']), 'a+b and <user>', 'a home that is the root is no name');
  t.equal(anonymous('text', [''], ['']), 'text');
});

t.test('a home behind a link, quotes in its name, an address, a second name of the account', async (t) => {
  const take = (text: string) => anonymous(text, ['/home/me', '/disk/zoë o"x'], ['', 'zoe', 'bob']);
  t.equal(take('/home/me/a and /disk/zoë o"x/b'), '~/a and ~/b');
  t.equal(take(JSON.stringify({ at: '/disk/zoë o"x/b' })), '{"at":"~/b"}');
  t.equal(take('file:///disk/zo%C3%AB%20o%22x/b'), 'file://~/b');
  t.equal(take('bob and zoe'), '<user> and <user>');
});
