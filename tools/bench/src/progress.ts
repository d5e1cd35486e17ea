/** Progress of a long run, told on standard error: standard output is for what was found. */
export const progress = (done: string): void => void process.stderr.write(`${done}\n`);
