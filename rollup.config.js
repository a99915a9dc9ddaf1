/**
 * Joins the compiled modules of the program in `dist/cli`, because Node.js takes about a millisecond to load each of a
 * hundred. What the harness's child runs stays as it is compiled, and so do dependencies.
 */
export default {
  input: 'dist/src/main.js',
  output: { dir: 'dist/cli', format: 'es', sourcemap: true },
  external: (id) => !/^[./]/.test(id),
};
