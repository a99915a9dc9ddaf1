/** The target that binding.gyp has to define in every exercise. */
export const TARGET = 'myaddon';
