/**
 * The script of the child process. Node.js reads ES modules that are imported on the threads of libuv's pool, and those
 * that are required on the JS thread. Because the pool gets its size when it is first used, the learner's code has to
 * come first. Node.js before 20.19 and 22.12 cannot require them.
 */
try {
  require('./main.js');
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') throw error;
  void import('./main.js');
}
