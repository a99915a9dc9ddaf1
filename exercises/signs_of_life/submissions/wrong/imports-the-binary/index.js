import addon from './build/Release/myaddon.node';

export const print = addon.print;
