/**
 * Preloaded into a command that takes a minute: ends it after six, and tells on standard error what it waits for. Timers of the command
 * may be virtual; this one is real, and keeps no process alive.
 */

const limitMs = 360_000;

const tell = () => {
  // Without names of hosts, which may take long to find.
  process.report.excludeNetwork = true;
  const { libuv, javascriptStack } = process.report.getReport();
  const handles = libuv.filter(({ is_active }) => is_active);
  const waits = { resources: process.getActiveResourcesInfo(), handles, stack: javascriptStack.stack };
  process.stderr.write(`stuck after ${limitMs / 1_000} s: ${JSON.stringify(waits)}\n`, () => process.exit(70));
};
setTimeout(tell, limitMs).unref();
