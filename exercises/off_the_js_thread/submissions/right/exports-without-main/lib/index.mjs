import native from './index.cjs';

export const { delay } = native;
