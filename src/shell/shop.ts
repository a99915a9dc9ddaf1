import createShop from 'workshopper-adventure';
import { exerciseTextFile } from '../course/exercise-texts.js';
import { packageJson } from '../environment/package-root.js';
import { t } from '../texts/translate.js';
import type { CommandContext } from './command.js';
import frameworkStorage from './framework-storage.cjs';
import { openMenu } from './menu.js';
import { shopStorage } from './shop-storage.js';

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
  parts: Pick<createShop.ShopOptions, 'commands' | 'menuFactory'>,
): createShop.Shop {
  const { commands, menuFactory } = parts;
  frameworkStorage.use(() => shopStorage(context.catalogue, context.progress));
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
