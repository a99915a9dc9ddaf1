import t from 'tap';
import { anonymize } from '../../src/texts/anonymize.js';

t.test('home folder and account name are replaced everywhere', async (t) => {
  const take = (text: string) => anonymize(text, ['/home/ada'], ['ada']);
  t.equal(take('in /home/ada/x and /tmp/ada/y by ada.'), 'in ~/x and /tmp/<user>/y by <user>.');
  t.equal(take('an adaptor from Canada'), 'an adaptor from Canada', 'words that contain the name are kept');
  t.equal(take('adá ada1 ada_'), 'adá ada1 ada_');
});

t.test('on Windows, in JSON and in URLs', async (t) => {
  const take = (text: string) => anonymize(text, ['C:\\Users\\Ada L'], ['Ada L']);
  t.equal(take('C:\\Users\\Ada L\\x'), '~\\x');
  t.equal(take('"C:\\\\Users\\\\Ada L\\\\x"'), '"~\\\\x"');
  t.equal(take('file:///C:/Users/Ada L/x'), 'file:///~/x');
});

t.test('names with special characters', async (t) => {
  t.equal(anonymize('a+b and a.b', ['/'], ['a.b']), 'a+b and <user>', 'a home folder of / is not replaced');
  t.equal(anonymize('text', [''], ['']), 'text');
});

t.test('a home folder that is a link, quotes in its path, a URL, a second account name', async (t) => {
  const take = (text: string) => anonymize(text, ['/home/me', '/disk/zoë o"x'], ['', 'zoe', 'bob']);
  t.equal(take('/home/me/a and /disk/zoë o"x/b'), '~/a and ~/b');
  t.equal(take(JSON.stringify({ at: '/disk/zoë o"x/b' })), '{"at":"~/b"}');
  t.equal(take('file:///disk/zo%C3%AB%20o%22x/b'), 'file://~/b');
  t.equal(take('bob and zoe'), '<user> and <user>');
});
