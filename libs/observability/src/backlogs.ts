/** Backlogs: gauges that are read at each scrape. */

import { Gauge, type Registry } from 'prom-client';
import type { GroupBacklog, WebhookBacklog } from './metrics.ts';

/** Longest wait for a reading, in milliseconds: a store that is down must not take the other metrics along. */
const patienceMs = 1_000;

export function watchGroups(registry: Registry, read: () => Promise<readonly GroupBacklog[]>): void {
  const labelNames = ['group'];
  const oldest = gauge(registry, 'messaging_group_oldest_seconds', 'Age of the oldest message that waits.', labelNames);
  const dead = gauge(registry, 'messaging_group_dead_letters', 'Dead letters.', labelNames);
  gauge(registry, 'messaging_group_depth', 'Messages that are not handled yet.', labelNames, async (depth) => {
    for (const each of [depth, oldest, dead]) each.reset();
    for (const { group, ...state } of (await inTime(read)) ?? []) {
      depth.set({ group }, state.depth);
      dead.set({ group }, state.dead);
      if (state.oldestAt !== undefined || state.depth === 0) oldest.set({ group }, ageOf(state.oldestAt));
    }
  });
}

export function watchWebhooks(registry: Registry, read: () => Promise<WebhookBacklog>): void {
  const oldest = gauge(registry, 'webhook_oldest_pending_seconds', 'Age of the oldest undelivered event.');
  const disabled = gauge(registry, 'webhook_endpoints_disabled', 'Disabled endpoints.');
  gauge(
    registry,
    'webhook_deliveries_pending',
    'Deliveries that are due or wait for their retry.',
    [],
    async (depth) => {
      for (const each of [depth, oldest, disabled]) each.reset();
      const state = await inTime(read);
      if (!state) return;
      depth.set(state.depth);
      disabled.set(state.disabled);
      oldest.set(ageOf(state.oldestAt));
    },
  );
}

function gauge(
  registry: Registry,
  name: string,
  help: string,
  labelNames: string[] = [],
  fill?: (gauge: Gauge) => Promise<void>,
): Gauge {
  const made: Gauge = new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    ...(fill && { collect: () => fill(made) }),
  });
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
