import addon from './index.js';

export default addon;
