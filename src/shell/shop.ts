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
 * Opens the menu. workshopper-adventure holds the exercises and the commands and builds the menu; `openMenu` draws it.
 * @returns the exit code of the command that was chosen in the menu
 */
export async function openShop(context: CommandContext): Promise<number> {
  // The framework ignores what handlers return, so ours store their promise here.
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

/** A shop with our exercises and commands; of its built-in commands, only the menu is kept. */
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
  // Some built-in commands access the network and install packages, and one with a higher `order` overrides ours.
  shop.cli.commands = shop.cli.commands.filter(({ aliases }) => aliases.includes('menu'));
  shop.cli.addCommands(commands);

  for (const exercise of context.catalogue.exercises) {
    const problem = { file: exerciseTextFile(exercise, 'problem') };
    shop.addExercise({ id: exercise.id, name: exercise.title, fn: () => ({ problem }) });
  }
  return shop;
}

/**
 * Makes the framework use our storage. It has no option for that, and its constructor already creates one: that joins
 * paths below `HOME`, which may be unset, and writes two files there at every start. So our module is put into the
 * require cache before the framework loads its own.
 */
function replaceStorage(createStorage: () => ShopStorage): void {
  const framework = createRequire(require.resolve('workshopper-adventure'));
  const id = framework.resolve('workshopper-adventure-storage');
  const exports = Object.assign(createStorage, { userDir: '' });
  require.cache[id] = { id, filename: id, path: '', loaded: true, exports, children: [], paths: [] } as never;
}
