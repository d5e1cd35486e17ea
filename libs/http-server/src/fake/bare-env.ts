/** Environment of a process that a spec starts: nothing of ours, whatever the shell has. */
export const bareEnv = {
  PATH: process.env['PATH'],
  // Compiled code, where the test run keeps some: it halves the work of a start.
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
};
