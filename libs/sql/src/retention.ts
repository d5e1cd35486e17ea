/** Retention: what is older than it may be, or than anybody needs, is deleted. An entry of its own: it loads no driver. */

/** Store, and for how long it keeps what it has. */
export interface Retained {
  /** Deletes some of what began before an instant, and returns how many; 0 when there is nothing left. */
  forget(before: string): Promise<number>;
  readonly keptMs: number;
}

export interface RetentionOptions {
  readonly stores: readonly Retained[];
  /** Receives the failure of a deletion; the next one follows in an hour. */
  readonly onFailed: (error: unknown) => void;
  /** Clock. Default: the machine's. */
  readonly now?: () => Date;
}

/** Time between two deletions, in milliseconds. */
const everyMs = 3_600_000;

/** Starts to delete, now and every hour. Several instances may. Returns what ends it, after the deletion that is under way. */
export function startRetention({ stores, onFailed, now = () => new Date() }: RetentionOptions): () => Promise<void> {
  let isOver = false;
  let running = Promise.resolve();
  const forgetIn = async ({ forget, keptMs }: Retained): Promise<void> => {
    const before = new Date(now().getTime() - keptMs).toISOString();
    // SQLite works in this process: between two deletions others have their turn.
    while (!isOver && (await forget(before)) > 0) await new Promise((resolve) => setImmediate(resolve));
  };
  /** Goes through all stores: one that fails is no reason for the next ones to keep what is personal. */
  const forget = async (): Promise<void> => {
    for (const store of stores) await forgetIn(store).catch(onFailed);
  };
  const begin = (): void => void (running = running.then(forget));
  const timer = setInterval(begin, everyMs);
  timer.unref();
  begin();
  return async () => {
    isOver = true;
    clearInterval(timer);
    await running;
  };
}
