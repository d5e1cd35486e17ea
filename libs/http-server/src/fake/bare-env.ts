/** Environment of a process that a spec starts: nothing of ours, whatever the shell has. Compiled code halves the work of its start. */
export const bareEnv = ({ PATH, NODE_COMPILE_CACHE }: NodeJS.ProcessEnv) => ({ PATH, NODE_COMPILE_CACHE });
