/**
 * Outbox: writes are kept before they are sent, and sent in their order until each has an answer. The same key goes with every try, so that
 * the server does once what it is told many times.
 */

import { randomUUID } from 'node:crypto';
import type { Api } from '../api.ts';
import { AppTooOld, LoginNeeded, NoAnswer, Refused, StepUpNeeded } from '../failures.ts';
import type { Entry, Notice, State, StateFile, Write } from '../state.ts';
import { backoffMs } from './backoff.ts';

export interface OutboxOptions {
  readonly api: Api;
  readonly file: StateFile;
  /** Waits, in milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Number from 0 to 1. Default: random. */
  readonly random?: () => number;
  /** Tries of one write before the queue rests until it is flushed again. Default 6. */
  readonly maxTries?: number;
}

/** State of the queue after a flush. In all but `empty` something waits in it. */
export type Flushed =
  | { readonly state: 'empty' }
  /** No answer, however often it was tried. Flush again when there is a network. */
  | { readonly state: 'waiting'; readonly cause: Error }
  | { readonly state: 'login'; readonly cause: LoginNeeded }
  | { readonly state: 'step-up'; readonly cause: StepUpNeeded; readonly entry: Entry }
  | { readonly state: 'update'; readonly cause: AppTooOld };

export interface Outbox {
  /** Adds a write, and resolves with its key when it is kept. */
  add(write: Write): Promise<string>;
  /** Sends what is in the queue. Whoever flushes while that goes on waits for the same end. */
  flush(): Promise<Flushed>;
}

/** Time for which a key is repeated. The server keeps it for 24 hours; after that, it could do its work a second time. */
const keyLifeMs = 23 * 3_600_000;

type Outcome =
  | { readonly kind: 'done'; readonly order?: string }
  | { readonly kind: 'again'; readonly cause: Error; readonly retryAfterMs?: number | undefined }
  | { readonly kind: 'given up'; readonly reason: string; readonly text: string }
  | { readonly kind: 'stopped'; readonly flushed: Flushed };

export function createOutbox({ api, file, wait, random = Math.random, maxTries = 6 }: OutboxOptions): Outbox {
  let flushing: Promise<Flushed> | undefined;

  const drain = async (): Promise<Flushed> => {
    for (let tries = 1; ; tries += 1) {
      const entry = file.current.entries[0];
      if (!entry) return { state: 'empty' };
      const outcome = await attempt(entry);
      switch (outcome.kind) {
        case 'stopped':
          return outcome.flushed;
        case 'again':
          if (tries >= maxTries) return { state: 'waiting', cause: outcome.cause };
          await wait(backoffMs(tries, random(), outcome.retryAfterMs));
          break;
        case 'done':
          tries = 0;
          await file.update((state) => sent(state, entry, outcome.order));
          break;
        case 'given up':
          tries = 0;
          await file.update((state) => givenUp(state, entry, outcome));
          break;
      }
    }
  };

  const attempt = async (entry: Entry): Promise<Outcome> => {
    if (entry.triedAt === undefined) {
      const triedAt = Date.now();
      await file.update((state) => ({
        ...state,
        entries: state.entries.map((each) => (each.key === entry.key ? { ...each, triedAt } : each)),
      }));
    } else if (Date.now() - entry.triedAt > keyLifeMs && !isRepeatable(entry.write)) {
      return { kind: 'given up', reason: 'UNCERTAIN', text: 'This may have been done a day ago. Look at your orders.' };
    }
    try {
      return await send(api, file.current, entry);
    } catch (error) {
      return outcomeOf(error, entry);
    }
  };

  return {
    add: async (write) => {
      const key: string = randomUUID();
      let kept = key;
      await file.update((state) => {
        // A second tap: the cart that it would order is the one that the first does.
        const last = state.entries.findLast((each) => each.write.kind !== 'pay');
        if (write.kind === 'checkout' && last?.write.kind === 'checkout') {
          kept = last.key;
          return state;
        }
        const same = state.entries.find((each) => write.kind === 'pay' && isSamePayment(each.write, write));
        if (same) {
          kept = same.key;
          return state;
        }
        return { ...state, entries: [...state.entries, { key, write }] };
      });
      return kept;
    },
    flush: () => {
      flushing ??= drain().finally(() => (flushing = undefined));
      return flushing;
    },
  };
}

/** Writes that leave the same behind however often they are done. */
const isRepeatable = ({ kind }: Write): boolean => kind === 'set' || kind === 'remove';

const isSamePayment = (a: Write, b: Extract<Write, { kind: 'pay' }>): boolean =>
  a.kind === 'pay' && a.order === b.order && a.checkout === b.checkout;

async function send(api: Api, { placed }: State, { key, write }: Entry): Promise<Outcome> {
  const header = { 'idempotency-key': key };
  switch (write.kind) {
    case 'set': {
      const { product: productId, quantity } = write;
      await api.PUT('/cart/items/{productId}', { params: { path: { productId } }, body: { quantity } });
      return { kind: 'done' };
    }
    case 'remove':
      await api.DELETE('/cart/items/{productId}', { params: { path: { productId: write.product } } });
      return { kind: 'done' };
    case 'checkout': {
      const { data } = await api.POST('/checkout', { params: { header } });
      // An answer that cannot be read is none. The next try gets it again.
      if (data?.id === undefined) return { kind: 'again', cause: new NoAnswer(undefined) };
      return { kind: 'done', order: data.id };
    }
    case 'pay': {
      const id = write.order ?? placed[write.checkout ?? ''];
      if (id === undefined) return { kind: 'given up', reason: 'NOT_PLACED', text: 'There is no order to pay.' };
      await api.POST('/orders/{id}/pay', { params: { path: { id }, header } });
      return { kind: 'done' };
    }
  }
}

function outcomeOf(error: unknown, entry: Entry): Outcome {
  const stopped = (flushed: Flushed): Outcome => ({ kind: 'stopped', flushed });
  if (error instanceof LoginNeeded) return stopped({ state: 'login', cause: error });
  if (error instanceof StepUpNeeded) return stopped({ state: 'step-up', cause: error, entry });
  if (error instanceof AppTooOld) return stopped({ state: 'update', cause: error });
  if (error instanceof NoAnswer || error instanceof SyntaxError) return { kind: 'again', cause: error };
  if (!(error instanceof Refused)) throw error;
  const { status, problem, retryAfterMs } = error;
  // 409 with Retry-After: an earlier try is still under way.
  const canHeal = status >= 500 || status === 408 || status === 429 || (status === 409 && retryAfterMs !== undefined);
  if (canHeal) return { kind: 'again', cause: error, retryAfterMs };
  return { kind: 'given up', reason: problem.reason ?? problem.code, text: problem.detail };
}

const without = ({ entries, ...state }: State, { key }: Entry): State => ({
  ...state,
  entries: entries.filter((each) => each.key !== key),
});

/** State after a write that succeeded. An order is remembered for the payment that waits for it. */
function sent(state: State, entry: Entry, order: string | undefined): State {
  const rest = without(state, entry);
  const isAwaited = ({ write }: Entry): boolean => write.kind === 'pay' && write.checkout === entry.key;
  const placed = { ...rest.placed };
  if (entry.write.kind === 'pay' && entry.write.checkout !== undefined) delete placed[entry.write.checkout];
  if (order !== undefined && rest.entries.some(isAwaited)) placed[entry.key] = order;
  return { ...rest, placed };
}

/**
 * State after a write that was given up, with what hung on it: a checkout behind a change of the cart would order something that nobody has
 * seen, and a payment of a checkout has nothing to pay.
 */
function givenUp(state: State, entry: Entry, { reason, text }: Pick<Notice, 'reason' | 'text'>): State {
  const gone = new Set([entry.key]);
  const notices: Notice[] = [{ write: entry.write, reason, text }];
  const isOfCart = isRepeatable(entry.write);
  for (const { key, write } of state.entries) {
    const ordersIt = isOfCart && write.kind === 'checkout' && !gone.has(key);
    const paysIt = write.kind === 'pay' && write.checkout !== undefined && gone.has(write.checkout);
    if (!ordersIt && !paysIt) continue;
    gone.add(key);
    notices.push({ write, reason: 'DEPENDS', text: 'Something before it did not succeed.' });
  }
  return {
    ...state,
    entries: state.entries.filter(({ key }) => !gone.has(key)),
    notices: [...state.notices, ...notices],
  };
}
