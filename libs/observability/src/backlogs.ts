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
  return watchOnce(() => {
    const labelNames = ['group'];
    const depth = gauge(registry, 'messaging_group_depth', 'Messages that are not handled yet.', labelNames);
    const oldest = gauge(registry, 'messaging_group_oldest_seconds', 'Age of the oldest of them.', labelNames);
    const dead = gauge(registry, 'messaging_group_dead_letters', 'Dead letters.', labelNames);
    return {
      gauges: [depth, oldest, dead],
      fill: (groups) => {
        for (const { group, ...state } of groups) {
          depth.set({ group }, state.depth);
          dead.set({ group }, state.dead);
          if (state.oldestAt !== undefined || state.depth === 0) oldest.set({ group }, ageOf(state.oldestAt));
        }
      },
    };
  });
}

export function webhookGauges(registry: Registry): Watch<WebhookBacklog> {
  return watchOnce(() => {
    const depth = gauge(registry, 'webhook_deliveries_pending', 'Deliveries that are due or wait for their retry.');
    const oldest = gauge(registry, 'webhook_oldest_pending_seconds', 'Age of the oldest undelivered event.');
    const disabled = gauge(registry, 'webhook_endpoints_disabled', 'Disabled endpoints.');
    return {
      gauges: [depth, oldest, disabled],
      fill: (state) => {
        depth.set(state.depth);
        oldest.set(ageOf(state.oldestAt));
        disabled.set(state.disabled);
      },
    };
  });
}

interface Gauges<T> {
  readonly gauges: readonly FilledGauge[];
  readonly fill: (reading: T) => void;
}

/** Makes the gauges with the first watch: a process that has no such backlog does not show it. */
function watchOnce<T>(make: () => Gauges<T>): Watch<T> {
  let current: (() => Promise<T>) | undefined;
  return (read) => {
    if (!current) {
      const { gauges, fill } = make();
      let scrape: Promise<void> | undefined;
      const readAll = async (): Promise<void> => {
        for (const each of gauges) each.clear();
        const reading = await inTime(current!);
        if (reading !== undefined) fill(reading);
      };
      // A scrape collects every gauge at once: one reading serves them all.
      const onScrape = (): Promise<void> => (scrape ??= readAll().finally(() => (scrape = undefined)));
      for (const each of gauges) each.onScrape = onScrape;
    }
    current = read;
  };
}

type FilledGauge = Gauge & { onScrape?: () => Promise<void>; clear: () => void };

function gauge(registry: Registry, name: string, help: string, labelNames: string[] = []): FilledGauge {
  const made: FilledGauge = Object.assign(
    new Gauge({ name, help, labelNames, registers: [registry], collect: async () => made.onScrape?.() }),
    // Without labels, a reset is the value 0.
    { clear: () => (labelNames.length > 0 ? made.reset() : made.remove()) },
  );
  return made;
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
