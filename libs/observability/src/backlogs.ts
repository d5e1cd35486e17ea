/** Backlogs: gauges that are read at each scrape. */

import { Gauge, type Registry } from 'prom-client';

/** Backlog of a consumer group. */
export interface GroupBacklog {
  readonly group: string;
  readonly depth: number;
  /** Time of the oldest message, where it is known. */
  readonly oldestAt?: string | undefined;
  readonly dead: number;
}

/** Backlog of all webhook endpoints. */
export interface WebhookBacklog {
  readonly depth: number;
  /** Time at which the oldest undelivered event was accepted. */
  readonly oldestAt?: string | undefined;
  /** Number of disabled endpoints. */
  readonly disabled: number;
}

/** Longest wait for a reading, in milliseconds: a store that is down must not take the other metrics along. */
const patienceMs = 1_000;

/** Watches a backlog from now on, in place of one that was watched before. */
type Watch<T> = (read: () => Promise<T>) => void;

export function groupGauges(registry: Registry): Watch<readonly GroupBacklog[]> {
  const helps = {
    messaging_group_depth: 'Messages that are not handled yet.',
    messaging_group_oldest_seconds: 'Age of the oldest of them.',
    messaging_group_dead_letters: 'Dead letters.',
  };
  return backlog(registry, helps, ['group'], (gauges, groups) => {
    for (const { group, depth, oldestAt, dead } of groups) {
      gauges.messaging_group_depth.set({ group }, depth);
      gauges.messaging_group_dead_letters.set({ group }, dead);
      if (oldestAt !== undefined || depth === 0) gauges.messaging_group_oldest_seconds.set({ group }, ageOf(oldestAt));
    }
  });
}

export function webhookGauges(registry: Registry): Watch<WebhookBacklog> {
  const helps = {
    webhook_deliveries_pending: 'Deliveries that are due or wait for their retry.',
    webhook_oldest_pending_seconds: 'Age of the oldest undelivered event.',
    webhook_endpoints_disabled: 'Disabled endpoints.',
  };
  return backlog(registry, helps, [], (gauges, { depth, oldestAt, disabled }) => {
    gauges.webhook_deliveries_pending.set(depth);
    gauges.webhook_oldest_pending_seconds.set(ageOf(oldestAt));
    gauges.webhook_endpoints_disabled.set(disabled);
  });
}

/** Makes gauges by name, with the first watch: a process that has no such backlog does not show it. */
function backlog<T, Name extends string>(
  registry: Registry,
  helps: Readonly<Record<Name, string>>,
  labelNames: string[],
  fill: (gauges: Readonly<Record<Name, Gauge>>, reading: T) => void,
): Watch<T> {
  let current: () => Promise<T>;
  let gauges: Record<Name, Gauge> | undefined;
  let scrape: Promise<void> | undefined;
  const readAll = async (made: Record<Name, Gauge>): Promise<void> => {
    for (const gauge of Object.values<Gauge>(made)) {
      // Without labels, a reset is the value 0.
      if (labelNames.length > 0) gauge.reset();
      else gauge.remove();
    }
    const reading = await inTime(current);
    if (reading !== undefined) fill(made, reading);
  };
  // A scrape collects every gauge at once: one reading serves them all.
  const collect = (): Promise<void> => (scrape ??= readAll(gauges!).finally(() => (scrape = undefined)));
  const make = ([name, help]: readonly [string, string]): [string, Gauge] => [
    name,
    new Gauge({ name, help, labelNames, registers: [registry], collect }),
  ];
  return (read) => {
    current = read;
    gauges ??= Object.fromEntries(Object.entries<string>(helps).map(make)) as Record<Name, Gauge>;
  };
}

/** Reading, or undefined if it fails or takes too long: the gauges then have no value, which alerts can tell from 0. */
async function inTime<T>(read: () => Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, patienceMs, undefined)));
  const reading = read().catch(() => undefined);
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
}

const ageOf = (since: string | undefined): number =>
  since === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(since)) / 1000);
