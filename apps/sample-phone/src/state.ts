/** State of the app that survives its end: what is still to be sent, and what the server is known to have. It is one person's. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Answers } from './api.ts';

const write = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), product: z.string(), quantity: z.int() }),
  z.object({ kind: z.literal('remove'), product: z.string() }),
  z.object({ kind: z.literal('checkout') }),
  /** Payment of an order, or of what a checkout that is still queued will have placed. */
  z.object({ kind: z.literal('pay'), order: z.string().optional(), checkout: z.string().optional() }),
]);

const entry = z.object({
  /** Idempotency key: made before the first try, and the same for all. */
  key: z.string(),
  write,
  /** Instant of the first try, in milliseconds since the epoch. From then on it may have had its effect. */
  triedAt: z.number().optional(),
});

const notice = z.object({ write, reason: z.string(), text: z.string() });

type SyncedOrder = NonNullable<NonNullable<Answers['Sync']['orders']>['changed']>[number];
/** Order as the server sent it. A version of the app that knows less of it shows less. */
const syncedOrder = z.custom<SyncedOrder>((value) => z.looseObject({ id: z.string() }).safeParse(value).success);

const stateSchema = z.object({
  version: z.literal(1),
  /** Person whose state it is; missing until the first login. */
  person: z.string().optional(),
  /** Writes in the order in which they were made. */
  entries: z.array(entry),
  /** Orders by the key of their checkout, as long as a payment in the queue needs them. */
  placed: z.record(z.string(), z.string()),
  /** Writes that were given up, until the person has been told. */
  notices: z.array(notice),
  sync: z.object({
    since: z.string(),
    cart: z.record(z.string(), z.object({ id: z.string(), quantity: z.number(), at: z.string() })),
    wishlist: z.record(z.string(), z.object({ id: z.string(), at: z.string() })),
    orders: z.record(z.string(), syncedOrder),
  }),
});

export type State = z.output<typeof stateSchema>;
export type Write = z.output<typeof write>;
export type Entry = z.output<typeof entry>;
export type Notice = z.output<typeof notice>;

const emptySync: State['sync'] = { since: '', cart: {}, wishlist: {}, orders: {} };

/** State of somebody of whom nothing is known. */
export const emptyState = (person?: string): State => ({
  version: 1,
  ...(person !== undefined && { person }),
  ...{ entries: [], placed: {}, notices: [], sync: emptySync },
});

export interface StateFile {
  readonly current: State;
  /** Changes the state. Resolves when the change would survive a loss of power; changes follow each other. */
  update(change: (state: State) => State): Promise<void>;
}

/** Opens the file. One that cannot be read is put aside, and the state is empty. */
export async function openStateFile(path: string): Promise<StateFile> {
  await mkdir(dirname(path), { recursive: true });
  let current = await readState(path);
  let last: Promise<void> = Promise.resolve();
  return {
    get current() {
      return current;
    },
    update: (change) => {
      const done = last.then(async () => {
        const next = change(current);
        if (next === current) return;
        await writeWhole(path, JSON.stringify(next));
        current = next;
      });
      last = done.catch(() => undefined);
      return done;
    },
  };
}

async function readState(path: string): Promise<State> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    await rename(path, `${path}.unreadable`);
    return emptyState();
  }
}

/** Writes a file as a whole: whoever reads it finds the one before or this one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
