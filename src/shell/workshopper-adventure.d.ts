/** The part of workshopper-adventure 7 that learnyounative uses; the package has no types of its own. */
declare module 'workshopper-adventure' {
  namespace createShop {
    interface ShopCommand {
      readonly aliases: string[];
      readonly menu?: boolean;
      handler(shop: Shop, args: string[]): void;
    }

    interface MenuFactory {
      /** The framework sets `selected`. */
      readonly options: { selected?: number };
      /** After a falsy return value, the framework prints its own list. */
      create(data: MenuData): boolean;
    }

    interface MenuData {
      readonly title: string;
      /** One entry per exercise, in course order. */
      readonly menu: readonly { readonly label: string; handler(): void }[];
      readonly extras: readonly { readonly label: string; handler(): void }[];
    }

    interface ShopOptions {
      readonly name: string;
      readonly title: string;
      readonly version: string;
      readonly languages: string[];
      readonly menuFactory: MenuFactory;
      readonly commands: ShopCommand[];
    }

    interface ExerciseMeta {
      readonly id: string;
      readonly name: string;
      fn(): object;
    }

    interface Shop {
      readonly cli: { commands: ShopCommand[]; addCommands(commands: ShopCommand[]): void };
      addExercise(meta: ExerciseMeta): Shop;
      execute(args: string[]): void;
    }
  }

  function createShop(options: createShop.ShopOptions): createShop.Shop;
  export = createShop;
}
