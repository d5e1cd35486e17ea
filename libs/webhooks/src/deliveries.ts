/** Deliveries: a worker that claims what is due, sends it and writes the results. Several instances share one store. */

import { disabledNotice } from './notice.ts';
import { outcomeOf, type Outcome, type WebhookSender } from './outcome.ts';
import { failuresUntilPause, nextDelayMs, pauseMs, retryAfterMs, sustainedFailure } from './schedule.ts';
import { signedHeaders } from './signing.ts';
import type { Attempt, Claim, DisabledReason, Settlement, WebhookStore } from './store.ts';

/** Attempt that was made, for metrics. */
export interface AttemptMade {
  readonly outcome: Outcome;
  readonly durationMs: number;
}

export interface DeliveriesOptions {
  readonly store: WebhookStore;
  readonly sender: WebhookSender;
  /** Path of an endpoint below the API, for the notice to its owner. */
  readonly hrefOf: (endpointId: string) => string;
  readonly onAttempt?: (attempt: AttemptMade) => void;
  /** Receives failures of the store. Results that could not be written are kept, and written as soon as it is back. */
  readonly onTrouble?: (error: unknown) => void;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** From 0 to 1. Default `Math.random`. */
  readonly random?: () => number;
  /** Most attempts under way at one endpoint. Default 16; 1 while it fails. */
  readonly perEndpoint?: number;
  /** Most attempts under way in all. Default 512. */
  readonly concurrency?: number;
  /** Time of one attempt, in milliseconds. Default 20,000; the standard advises 15 to 30 s. */
  readonly timeoutMs?: number;
  /** Time between looks for what is due, in milliseconds. Default 500. */
  readonly pollMs?: number;
}

export interface Deliveries {
  /** Looks for what is due at once: something was accepted. */
  wake(): void;
  /** Stops claiming, and finishes what is under way. After `drainMs` the rest is given back for others. */
  close(drainMs: number): Promise<void>;
}

/** Part of a lease beyond the attempt's time limit, in milliseconds: for writing its result. */
const leaseReserveMs = 10_000;
/** Results of one transaction. */
const settleAtOnce = 200;
/** Time for which results are gathered, in milliseconds: a transaction costs as much as many results. */
const gatherMs = 5;

/** Starts the worker. Failures of the store and of receivers never end it. */
export function startDeliveries(options: DeliveriesOptions): Deliveries {
  const { store, now = Date.now, perEndpoint = 16, concurrency = 512, timeoutMs = 20_000, pollMs = 500 } = options;
  const { onTrouble = () => undefined } = options;
  const underWay = new Map<string, number>();
  const running = new Map<Claim, Promise<void>>();
  const ended: Ended[] = [];
  /** Slots for endpoints with nothing under way, one for each: where many hang, a healthy one finds some. */
  const reserve = Math.floor(concurrency / 4);
  const stop = new AbortController();
  let closing = false;
  /** Endpoints whose secrets could not be opened last time: they are told of once. */
  let locked: ReadonlySet<string> = new Set();
  let round: Promise<void> | undefined;
  let wanted = false;
  let soon: NodeJS.Timeout | undefined;

  const slots = (endpointId: string, failures: number): number =>
    (failures >= failuresUntilPause ? 1 : perEndpoint) - (underWay.get(endpointId) ?? 0);

  async function claimDue(): Promise<void> {
    let free = concurrency - running.size;
    if (free <= 0) return;
    const instant = now();
    const due = (await store.due(iso(instant))).flatMap(({ endpointId, failures }) => {
      const reserved = underWay.has(endpointId) ? 0 : 1;
      const limit = Math.min(slots(endpointId, failures), Math.max(free - reserve, reserved), free);
      if (limit <= 0) return [];
      free -= limit;
      return [{ endpointId, failures, limit }];
    });
    if (due.length === 0 || closing) return;
    const leaseUntil = iso(instant + timeoutMs + leaseReserveMs);
    const { claims, unreadable } = await store.claim({ due, now: iso(instant), leaseUntil });
    for (const id of unreadable) if (!locked.has(id)) onTrouble(new Error(`No key in use opens the secrets of ${id}.`));
    locked = new Set(unreadable);
    for (const claim of claims) begin(claim);
  }

  function begin(claim: Claim): void {
    underWay.set(claim.endpointId, (underWay.get(claim.endpointId) ?? 0) + 1);
    const made = attempt(claim, { ...options, now, timeoutMs, signal: stop.signal }).then((settlement) => {
      ended.push({ claim, settlement });
      soon ??= setTimeout(run, gatherMs);
    });
    running.set(claim, made);
  }

  /** Writes results, then claims. Rounds follow one another: a claim in between would see an endpoint's old health. */
  function run(): void {
    clearTimeout(soon);
    soon = undefined;
    wanted = true;
    round ??= rounds().finally(() => (round = undefined));
  }

  async function rounds(): Promise<void> {
    while (wanted) {
      wanted = false;
      await settleEnded();
      if (!closing) await claimDue().catch(onTrouble);
    }
  }

  /** Writes results, many at once. What the store does not take is kept for the next round, and its slots with it. */
  async function settleEnded(): Promise<void> {
    while (ended.length > 0) {
      const some = ended.splice(0, settleAtOnce);
      const results = some.flatMap(({ settlement }) => settlement ?? []);
      try {
        await store.settle(results);
        await store.release(
          some.flatMap(({ claim, settlement }) => (settlement ? [] : [claim])),
          iso(now()),
        );
      } catch (error) {
        onTrouble(error);
        ended.unshift(...some);
        return;
      }
      for (const { claim } of some) free(claim);
      await disableFailing(results).catch(onTrouble);
    }
  }

  async function disableFailing(results: readonly Settlement[]): Promise<void> {
    for (const [id, reason] of await toDisable(store, results, now())) await disable(id, reason);
  }

  function free(claim: Claim): void {
    running.delete(claim);
    const left = underWay.get(claim.endpointId)! - 1;
    if (left === 0) underWay.delete(claim.endpointId);
    else underWay.set(claim.endpointId, left);
  }

  async function disable(id: string, reason: DisabledReason): Promise<void> {
    const endpoint = await store.find(id);
    if (!endpoint) return;
    const at = iso(now());
    const notice = disabledNotice(endpoint, { reason, at, href: options.hrefOf(id) });
    await store.disable(id, { reason, at }, notice);
  }

  const timer = setInterval(run, pollMs);
  timer.unref();
  run();
  return {
    wake: run,
    close: async (drainMs) => {
      closing = true;
      clearInterval(timer);
      await round;
      const drained = Promise.all(running.values());
      let limit: NodeJS.Timeout | undefined;
      await Promise.race([drained, new Promise<void>((resolve) => (limit = setTimeout(resolve, drainMs)))]);
      clearTimeout(limit);
      stop.abort();
      // Aborted attempts end at once, with no result.
      await drained;
      run();
      await round;
    },
  };
}

/** Attempt that has ended; without a settlement if the process stops before its result. */
interface Ended {
  readonly claim: Claim;
  readonly settlement: Settlement | undefined;
}

interface AttemptOptions extends Pick<DeliveriesOptions, 'sender' | 'random' | 'onAttempt'> {
  readonly now: () => number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Makes one attempt. Undefined when the process stops before its end: it then counts as none. */
async function attempt(claim: Claim, options: AttemptOptions): Promise<Settlement | undefined> {
  const { sender, now, timeoutMs, signal, random, onAttempt } = options;
  const startedMs = now();
  const { id, body } = claim.event;
  const headers = signedHeaders({ id, atMs: startedMs, body }, claim.secrets);
  const sent = sender.post({ url: claim.url, headers, body, timeoutMs, signal });
  // A sender must not reject; if it does, that is no reason to lose the delivery's schedule.
  const result = await sent.catch(() => 'connection' as const);
  if (signal.aborted) return undefined;
  const outcome = outcomeOf(result);
  const durationMs = now() - startedMs;
  onAttempt?.({ outcome, durationMs });
  const answered = typeof result === 'string' ? undefined : result;
  const made: Attempt = {
    at: iso(startedMs),
    durationMs,
    outcome,
    status: answered?.status,
    answer: answered?.body.slice(0, 1_024) ?? '',
  };
  if (outcome === 'success') return { claim, attempt: made, status: 'delivered' };
  if (claim.test) return { claim, attempt: made, status: 'failed' };
  const asked = retryAfterMs(answered?.retryAfter, now());
  const delayMs = nextDelayMs(claim.made + 1, random?.());
  const pause = pauseMs(claim.failures + 1, outcome === 'throttled', asked);
  const next = {
    claim,
    attempt: made,
    ...(pause > 0 && { pausedUntil: iso(now() + pause) }),
  };
  // Events of a receiver that is gone wait: its owner may enable the endpoint again.
  if (delayMs === undefined && outcome !== 'gone') return { ...next, status: 'failed' };
  return { ...next, status: 'pending', nextAt: iso(now() + Math.max(delayMs ?? 0, asked ?? 0)) };
}

/** Endpoints that these results disable, each with the reason. */
async function toDisable(
  store: WebhookStore,
  results: readonly Settlement[],
  nowMs: number,
): Promise<Map<string, DisabledReason>> {
  const found = new Map<string, DisabledReason>();
  const failed = results.filter(({ claim, attempt }) => !claim.test && attempt.outcome !== 'success');
  for (const [id, some] of Map.groupBy(failed, ({ claim }) => claim.endpointId)) {
    if (some.some(({ attempt }) => attempt.outcome === 'gone')) found.set(id, 'gone');
    else if (some.some(({ claim }) => claim.failures + some.length >= sustainedFailure.attempts)) {
      const endpoint = await store.find(id);
      if (!endpoint?.failingSince || endpoint.failures < sustainedFailure.attempts) continue;
      if (nowMs - Date.parse(endpoint.failingSince) >= sustainedFailure.ms) found.set(id, 'failing');
    }
  }
  return found;
}

const iso = (ms: number): string => new Date(ms).toISOString();
