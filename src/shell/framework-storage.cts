import type { ShopStorage } from './shop-storage.js';

let create: () => ShopStorage;

/**
 * Stands in for workshopper-adventure-storage in the program: see `scripts/bundle.js`. The framework has no option for
 * that, and its constructor already creates a storage. The original joins paths below `HOME`, which may be unset, and
 * writes two files there at every start.
 */
function createStorage(): ShopStorage {
  return create();
}

createStorage.userDir = '';

/** What the next storages will be. */
createStorage.use = (factory: () => ShopStorage): void => {
  create = factory;
};

export = createStorage;
