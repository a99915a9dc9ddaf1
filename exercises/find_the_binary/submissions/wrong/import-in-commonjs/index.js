import addon from './build/Release/myaddon.node';

export default addon;
