import { reportFault } from './shell/fault.js';

// A reader that has seen enough, as in `learnyounative print | head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') reportFault(error);
  process.exit();
});
process.on('uncaughtException', (error) => {
  reportFault(error);
  process.exit();
});

// Set but empty, it would stand for the folder we are in; without it, the system is asked.
if (process.env.HOME === '') delete process.env.HOME;

try {
  const { runCli } = await import('./cli.js');
  process.exitCode = await runCli(process.argv.slice(2));
} catch (error) {
  reportFault(error);
}
