/** Batches that are written beside requests: collected, written at intervals, and repeated unchanged until that succeeds. */

export interface BatchesOptions<Batch> {
  /** Takes what has been collected since the last batch; undefined if that is nothing. */
  readonly take: () => Batch | undefined;
  /** Writes a batch. Called again with the same one after a failure, which may have come after the commit: to be repeatable. */
  readonly write: (batch: Batch) => Promise<void>;
  /** Time between two writes, in milliseconds. */
  readonly everyMs: number;
  /** Called for each write that fails. Its batch is kept. */
  readonly onFailed: (error: unknown) => void;
  /** Called for each batch that could not be written at the end. Default none. */
  readonly onLost?: (batch: Batch) => void;
}

export interface Batches {
  /** Reports that there is something to take: it is written within the interval. */
  due(): void;
  /** Writes what there is, at one try, and no more after that. */
  close(): Promise<void>;
}

export function writeInBatches<Batch>({ take, write, everyMs, onFailed, onLost }: BatchesOptions<Batch>): Batches {
  let timer: NodeJS.Timeout | undefined;
  let pending: Batch | undefined;
  let writing: Promise<void> = Promise.resolve();
  let closed = false;

  /** Writes the batch that failed before, then what came since. */
  async function writeAll(): Promise<void> {
    for (pending ??= take(); pending !== undefined; pending = take()) {
      try {
        await write(pending);
      } catch (error) {
        onFailed(error);
        due();
        return;
      }
      pending = undefined;
    }
  }

  const start = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    return (writing = writing.then(writeAll));
  };

  function due(): void {
    if (!closed) timer ??= setTimeout(() => void start(), everyMs).unref();
  }

  return {
    due,
    close: async () => {
      closed = true;
      await start();
      for (; pending !== undefined; pending = take()) onLost?.(pending);
    },
  };
}
