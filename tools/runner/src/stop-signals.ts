/** Signals that end a command in the foreground. */

/** npm repeats a Ctrl-C of the terminal: two within this time are one. */
const sameKeyMs = 500;
const parentCheckMs = 500;

interface StopSignals {
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
  /** The environment, which tells of npm. Its end is the end of the command, even if npm had no time to say so. */
  readonly env: NodeJS.ProcessEnv;
}

/** Calls `stop` on the first signal that asks for it, `kill` on a second Ctrl-C. Gives what ends the listening. */
export function onStopSignals({ stop, kill, env }: StopSignals): () => void {
  const underNpm = env['npm_lifecycle_event'] !== undefined;
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      void stop();
    } else if (signal === 'SIGINT' && performance.now() - firstAt > sameKeyMs) kill();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  signals.forEach((signal) => process.on(signal, onSignal));

  const parent = process.ppid;
  const timer = underNpm ? setInterval(() => process.ppid !== parent && onSignal('SIGHUP'), parentCheckMs) : undefined;
  return () => {
    clearInterval(timer);
    signals.forEach((signal) => process.off(signal, onSignal));
  };
}
