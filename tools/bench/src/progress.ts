/** How far a long run is: a bar for whoever watches a terminal; elsewhere a line for each part of it. */

import cliProgress from 'cli-progress';

export interface Progress {
  /** Begins a part of so many steps. */
  begin(part: string, steps: number): void;
  /** One step of it is done. */
  step(what: string): void;
  /** Leaves no bar behind. */
  end(): void;
}

/** Shows progress on standard error: standard output is for what was found. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) {
    return {
      begin: (part, steps) => void stream.write(`${part}: ${steps} steps\n`),
      step: () => undefined,
      end: () => undefined,
    };
  }
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage} % | {what} | {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
    stream,
  });
  let current = '';
  return {
    begin: (part, steps) => {
      bar.stop();
      current = part;
      bar.start(steps, 0, { what: `${part}: starting` });
    },
    step: (what) => void bar.increment({ what: `${current}: ${what}` }),
    end: () => bar.stop(),
  };
}
