/** Administration of webhook endpoints: `npm run webhooks -- list | show | replay | enable | disable | reseal`. */

import { Failure } from '@frontage/errors';
import {
  disabledNotice,
  type Delivery,
  type ReplaySelection,
  type WebhookEndpoint,
  type WebhookStore,
} from '@frontage/webhooks';
import {
  columns,
  duration,
  runOperatorCommand,
  UsageError,
  type Commands,
  type Terminal,
} from '@frontage/operator-command';
import type { InTransaction } from '../audit/audit.ts';
import { operatorEntry } from '../audit/operator-write.ts';
import { v2 } from '../versions.ts';

export interface WebhooksCommandOptions extends Terminal {
  readonly store: WebhookStore;
  /** Runs a write, and commits it with its entry in the audit log. */
  readonly inTransaction: InTransaction<WebhookStore>;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

const usage = `Usage: npm run webhooks -- <command>

  list [partner]            lists endpoints, with the host that each sends to
  show <endpoint>           shows an endpoint and its latest deliveries, with every attempt
  replay <endpoint> --delivery <id> | --since 24h
                            sends one delivery again, or all events that came since then
  enable <endpoint>         enables an endpoint: what waited meanwhile is due at once
  disable <endpoint>        disables an endpoint, and tells its owner; events wait
  reseal                    seals every secret with the first key of WEBHOOK_KEYS, so that older keys can go
`;

const options = { delivery: { type: 'string' }, since: { type: 'string' } } as const;
type Values = Partial<Record<keyof typeof options, string>>;

const commands: Commands<Values, WebhooksCommandOptions> = {
  list: { takes: [], run: list },
  show: { takes: [], run: show },
  replay: { takes: ['delivery', 'since'], run: replay },
  enable: { takes: [], run: enable },
  disable: { takes: [], run: disable },
  reseal: { takes: [], run: reseal },
};

/** Runs one command. Returns the exit code. */
export const runWebhooksCommand = (args: readonly string[], context: WebhooksCommandOptions): Promise<number> =>
  runOperatorCommand({ args, usage, options, commands, context });

const nowOf = ({ now = Date.now }: WebhooksCommandOptions): number => now();
const iso = (ms: number): string => new Date(ms).toISOString();

async function list(partnerId: string | undefined, _: Values, { store, out, say }: WebhooksCommandOptions) {
  const endpoints = await store.list(partnerId);
  out(columns(endpointHead, endpoints.map(rowOf)));
  if (endpoints.length === 0)
    say(`There are no webhook endpoints${partnerId === undefined ? '' : ` of ${partnerId}`}.\n`);
  if (partnerId !== undefined) return;
  const { depth, oldestAt } = await store.state();
  say(`${depth} deliveries wait${oldestAt === undefined ? '' : `, the oldest since ${oldestAt}`}.\n`);
}

const endpointHead = ['ENDPOINT', 'PARTNER', 'MODE', 'STATUS', 'SINCE', 'FAILURES', 'EVENTS', 'HOST'];

const rowOf = ({ id, partnerId, mode, disabled, failingSince, failures, events, url }: WebhookEndpoint): string[] => [
  id,
  partnerId,
  mode,
  disabled ? `disabled (${disabled.reason})` : failures > 0 ? 'failing' : 'enabled',
  disabled?.at ?? failingSince ?? '-',
  String(failures),
  events.join(','),
  // Paths and queries of receivers often hold a secret of theirs.
  new URL(url).host,
];

async function show(id: string | undefined, _: Values, { store, out }: WebhooksCommandOptions): Promise<void> {
  const endpoint = await existing(store, id);
  out(columns(endpointHead, [rowOf(endpoint)]));
  const deliveries = await store.deliveries(endpoint.id, { limit: 20 });
  const head = ['DELIVERY', 'EVENT', 'TYPE', 'STATUS', 'NEXT', 'ATTEMPT', 'OUTCOME', 'TOOK'];
  out(`\n${columns(head, deliveries.flatMap(rowsOf))}`);
}

const rowsOf = ({ id, eventId, type, status, nextAt, attempts }: Delivery): string[][] => {
  const next = status === 'pending' ? nextAt : '-';
  const made = attempts.map(({ at, outcome, status: answered, durationMs }) => [
    at,
    answered === undefined ? outcome : `${outcome} ${answered}`,
    `${durationMs} ms`,
  ]);
  const [first = ['-', '-', '-'], ...others] = made;
  return [[id, eventId, type, status, next, ...first], ...others.map((each) => ['', '', '', '', '', ...each])];
};

async function replay(id: string | undefined, { delivery, since }: Values, options: WebhooksCommandOptions) {
  const { store, say } = options;
  if ((delivery === undefined) === (since === undefined)) throw new UsageError(usage);
  const endpoint = await existing(store, id);
  const now = nowOf(options);
  const which: ReplaySelection =
    delivery === undefined ? { from: iso(now - duration('since', since!)) } : { deliveryId: delivery };
  const count = await written('replayDeliveries', endpoint, options, (within) =>
    within.replay(endpoint.id, which, iso(now)),
  );
  say(`${count} deliveries are due again.\n`);
}

async function enable(id: string | undefined, _: Values, options: WebhooksCommandOptions): Promise<void> {
  const endpoint = await existing(options.store, id);
  const enabled = await written('enableWebhook', endpoint, options, (within) =>
    within.enable(endpoint.id, iso(nowOf(options))),
  );
  options.say(enabled ? `${endpoint.id} is enabled, and catches up.\n` : `${endpoint.id} was enabled already.\n`);
}

async function disable(id: string | undefined, _: Values, options: WebhooksCommandOptions): Promise<void> {
  const endpoint = await existing(options.store, id);
  const disabled = { reason: 'by-operator', at: iso(nowOf(options)) } as const;
  const notice = disabledNotice(endpoint, { ...disabled, href: v2.link(`/webhooks/${endpoint.id}`).href });
  const done = await written('disableWebhook', endpoint, options, (within) =>
    within.disable(endpoint.id, disabled, notice),
  );
  options.say(done ? `${endpoint.id} is disabled. Its events wait.\n` : `${endpoint.id} was disabled already.\n`);
}

/** Runs a write to an endpoint, and records it unless it changed nothing. */
const written = <T extends number | boolean>(
  operation: string,
  { id, partnerId, mode }: WebhookEndpoint,
  { inTransaction, now = Date.now }: WebhooksCommandOptions,
  write: (store: WebhookStore) => Promise<T>,
): Promise<T> =>
  inTransaction(async (store, log) => {
    const changed = await write(store);
    const entry = { partnerId, mode, operation, resource: `/webhooks/${id}` };
    if (changed) await log.append([operatorEntry(entry, iso(now()))]);
    return changed;
  });

async function reseal(_id: string | undefined, _: Values, { store, say }: WebhooksCommandOptions): Promise<void> {
  say(`The secrets of ${await store.reseal()} endpoints are sealed with the first key.\n`);
}

async function existing(store: WebhookStore, id: string | undefined): Promise<WebhookEndpoint> {
  if (id === undefined) throw new UsageError(usage);
  const endpoint = await store.find(id);
  if (!endpoint) throw new Failure('NOT_FOUND', `There is no webhook endpoint '${id}'.`);
  return endpoint;
}
