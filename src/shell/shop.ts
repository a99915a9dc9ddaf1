import { createRequire } from 'node:module';
import type createShopOf from 'workshopper-adventure';
import { exerciseTextFile } from '../course/exercise-texts.js';
import { packageJson } from '../environment/package-root.js';
import { t } from '../texts/translate.js';
import type { CommandContext } from './command.js';
import { openMenu } from './menu.js';
import { type ShopStorage, shopStorage } from './shop-storage.js';

const require = createRequire(import.meta.url);

/**
 * Opens the workshop: the shop of workshopper-adventure holds our exercises and commands and puts the menu
 * together; how the menu looks is ours.
 * @returns the exit code of whatever was chosen in the menu
 */
export async function openShop(context: CommandContext): Promise<number> {
  // The framework's handlers return nothing: each of ours leaves its promise here.
  let outcome = Promise.resolve<number>(0);
  const run = (handler: () => void) => {
    handler();
    return outcome;
  };

  const shop = buildShop(context, {
    commands: context.commands.map((command) => ({
      aliases: [command.name],
      handler: (_shop, args) => {
        outcome = command.run(context, args, {});
      },
    })),
    menuFactory: {
      options: {},
      create: (data) => {
        outcome = openMenu(context, {
          select: (index) => run(() => data.menu[index]?.handler()),
          help: () => run(() => shop.execute(['help'])),
        });
        return true;
      },
    },
  });
  return run(() => shop.execute(['menu']));
}

/** A shop with our exercises that knows our commands, and of its own the menu alone. */
function buildShop(
  context: CommandContext,
  parts: Pick<createShopOf.ShopOptions, 'commands' | 'menuFactory'>,
): createShopOf.Shop {
  const { commands, menuFactory } = parts;
  replaceStorage(() => shopStorage(context.catalogue, context.progress));
  const createShop = require('workshopper-adventure') as typeof createShopOf;
  const shop = createShop({
    name: packageJson.name,
    title: t('menu.title'),
    version: packageJson.version,
    languages: ['en'],
    menuFactory,
    commands: [],
  });
  // The framework brings commands that go to the network and install packages; one of its own also wins over one
  // of ours where it has a higher `order`.
  shop.cli.commands = shop.cli.commands.filter(({ aliases }) => aliases.includes('menu'));
  shop.cli.addCommands(commands);

  for (const exercise of context.catalogue.exercises) {
    const problem = { file: exerciseTextFile(exercise, 'problem') };
    shop.addExercise({ id: exercise.id, name: exercise.title, fn: () => ({ problem }) });
  }
  return shop;
}

/**
 * Puts our storage in the place of the framework's own. There is no option for it, and its constructor already
 * needs one: it joins paths below `HOME`, which may be unset, and writes the chosen language into two files there
 * at every start. So the module that makes storages is in the require cache, ours, before the framework asks for it.
 */
function replaceStorage(createStorage: () => ShopStorage): void {
  const framework = createRequire(require.resolve('workshopper-adventure'));
  const id = framework.resolve('workshopper-adventure-storage');
  const exports = Object.assign(createStorage, { userDir: '' });
  require.cache[id] = { id, filename: id, path: '', loaded: true, exports, children: [], paths: [] } as never;
}
