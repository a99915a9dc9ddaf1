import t from 'tap';
import { installCommand } from '../../src/toolchain/install-command.js';
import { type Family, type Rights, readOsRelease } from '../../src/toolchain/system.js';
import type { Package } from '../../src/toolchain/tool-finding.js';

const TOOLS: Package[] = ['python', 'make', 'compiler'];

function on(family: Family, packages: readonly Package[] = TOOLS, rights: Rights = 'sudo') {
  return installCommand(packages, { family, name: 'a system', rights });
}

t.test('the family of a system, from its os-release', async (t) => {
  const systems: [text: string, family: Family, name: string | undefined][] = [
    ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian', 'debian', 'Debian GNU/Linux 12 (bookworm)'],
    ['NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian', 'debian', 'Ubuntu'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', 'debian', undefined],
    ["PRETTY_NAME='Fedora Linux 43'\r\nID=fedora\r\n", 'fedora', 'Fedora Linux 43'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'fedora', undefined],
    ['ID="amzn"\nID_LIKE="fedora"', 'fedora', undefined],
    ['ID="rhel"', 'fedora', undefined],
    ['ID=arch', 'arch', undefined],
    ['ID=manjaro\nID_LIKE=arch', 'arch', undefined],
    ['# a comment\n\nID=alpine\nPRETTY_NAME="Alpine Linux v3.22"', 'alpine', 'Alpine Linux v3.22'],
    ['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', 'suse', undefined],
    ['ID="opensuse-leap"', 'suse', undefined],
    ['ID="sles"\nID_LIKE="suse"', 'suse', undefined],
    ['ID=nixos', 'other', undefined],
    ['', 'other', undefined],
    ['ID=constructor', 'other', undefined],
  ];
  for (const [text, family, name] of systems) t.same(readOsRelease(text), { family, name }, text);
});

t.test('one command for all packages', async (t) => {
  t.equal(on('debian'), 'sudo apt-get update && sudo apt-get install -y python3 make g++');
  t.equal(on('fedora'), 'sudo dnf install -y python3 make gcc-c++');
  t.equal(on('arch'), 'sudo pacman -S --needed python make gcc');
  t.equal(on('alpine'), 'sudo apk add python3 make g++');
  t.equal(on('suse'), 'sudo zypper install python3 make gcc-c++');
  t.equal(on('macos'), 'xcode-select --install');
  t.match(on('windows'), /^winget install .*Python.*\nwinget install .*BuildTools.*VCTools/);
  t.equal(on('other'), undefined);
});

t.test('how to get the necessary rights', async (t) => {
  t.equal(on('debian', ['make'], 'none'), 'apt-get update && apt-get install -y make');
  t.equal(on('alpine', ['make'], 'doas'), 'doas apk add make');
  t.equal(on('debian', ['make'], 'su'), 'su -c "apt-get update && apt-get install -y make"');
});

t.test('no package twice, and none that is not needed', async (t) => {
  t.equal(on('fedora', ['compiler', 'make', 'compiler']), 'sudo dnf install -y gcc-c++ make');
  t.equal(on('windows', ['make', 'compiler'])?.split('\n').length, 1);
  t.notMatch(on('windows', ['python']), /BuildTools/);
  t.equal(on('debian', ['node']), undefined, 'there are many ways to install Node.js');
  t.equal(on('macos', ['npm']), undefined);
  t.equal(on('windows', ['npm']), undefined);
  t.equal(on('debian', []), undefined);
});
