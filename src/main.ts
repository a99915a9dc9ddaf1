import { reportFault } from './shell/fault.js';

// A closed pipe, as in `learnyounative print | head`, isn't an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') reportFault(error);
  process.exit();
});
process.on('uncaughtException', (error) => {
  reportFault(error);
  process.exit();
});

// os.homedir() returns an empty HOME as it is, which would resolve to the current folder; without HOME it asks the system.
if (process.env.HOME === '') delete process.env.HOME;

try {
  const { runCli } = await import('./cli.js');
  process.exitCode = await runCli(process.argv.slice(2));
} catch (error) {
  reportFault(error);
}
