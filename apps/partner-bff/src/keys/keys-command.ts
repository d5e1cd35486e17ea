/** Administration of partners and their keys: `npm run keys -- issue | roll | revoke | list | partner | usage | audit`. */

import { maxLiveKeys, parseApiKey, stateOfKey, type ApiKeyRecord, type Partner } from '@frontage/auth/api-key';
import { regions, scopes, tiers } from '@frontage/policy';
import type { AuditEntry } from '../audit/audit-log.ts';
import { operatorEntry } from '../audit/operator-write.ts';
import type { Keys } from './keys.ts';
import type { Records } from '../records.ts';
import { keyTransactions } from '../transactions.ts';
import {
  columns,
  duration,
  oneOf,
  oneOfEach,
  runOperatorCommand,
  UsageError,
  type Commands,
  type Terminal,
} from '@frontage/operator-command';

export interface KeysCommandOptions extends Pick<Keys, 'db' | 'on' | 'store' | 'peppers'>, Records, Terminal {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
}

const usage = `Usage: npm run keys -- <command>

  issue <partner> --scopes ${scopes.join(',')}
        [--test] [--addresses 192.0.2.0/24,2001:db8::/32] [--expires 90d]
                            issues a key and shows it, once; with --test one of test mode, which reaches nobody outside;
                            at most ${maxLiveKeys} of a partner are live in each mode
  roll <key> [--overlap 24h]
                            issues a successor for the same uses; the old key opens until the overlap is over
  revoke <key>              ends a key: it opens nothing any more after 5 seconds
  list [partner]            lists partners, or the keys of one; EXPOSED is when a key was first sent in a URL
  partner <partner> [--tier ${tiers.join('|')}] [--regions ${regions.join(',')}] [--status active|suspended]
                            adds a partner (standard, all regions, active), or changes one
  usage [partner] [--version v1] [--since 30d]
                            shows requests by key, version and operation: who still calls a version
  audit <partner> [--since 30d] [--limit 100]
                            shows what a partner wrote, and operators for it, newest first: with which key, from where, and its outcome

A key is named by its id, as it is listed, or by itself, as it was found somewhere.
`;

const options = {
  scopes: { type: 'string' },
  test: { type: 'boolean' },
  addresses: { type: 'string' },
  expires: { type: 'string' },
  overlap: { type: 'string', default: '24h' },
  tier: { type: 'string' },
  regions: { type: 'string' },
  status: { type: 'string' },
  version: { type: 'string' },
  since: { type: 'string', default: '30d' },
  limit: { type: 'string', default: '100' },
} as const;

type Values = Partial<Record<Exclude<keyof typeof options, 'test'>, string>> & { readonly test?: boolean };

const commands: Commands<Values, KeysCommandOptions> = {
  issue: { takes: ['scopes', 'test', 'addresses', 'expires'], run: issue },
  roll: { takes: ['overlap'], run: roll },
  revoke: { takes: [], run: revoke },
  list: { takes: [], run: list },
  partner: { takes: ['tier', 'regions', 'status'], run: changePartner },
  usage: { takes: ['version', 'since'], run: showUsage },
  audit: { takes: ['since', 'limit'], run: showAudit },
};

/** Runs one command. Returns the exit code. */
export const runKeysCommand = (args: readonly string[], context: KeysCommandOptions): Promise<number> =>
  runOperatorCommand({ args, usage, options, commands, context });

async function issue(
  partnerId: string | undefined,
  { scopes: wanted, test = false, addresses, expires }: Values,
  context: KeysCommandOptions,
): Promise<void> {
  if (partnerId === undefined || wanted === undefined) throw new UsageError(usage);
  const terms = {
    partnerId,
    mode: test ? ('test' as const) : ('live' as const),
    scopes: oneOfEach('scopes', wanted, scopes),
    addresses: addresses?.split(',') ?? [],
    ...(expires !== undefined && { expiresInMs: duration('expires', expires) }),
  };
  const { key, record } = await keyTransactions(context)(async ({ administration }, log) => {
    const issued = await administration.issue(terms);
    await log.append([keyEntry('issueKey', { after: issued.record }, context)]);
    return issued;
  });
  context.say(`The key ${record.id} of ${partnerId}${until(record)}. This is the one time that it is shown:\n`);
  context.out(`${key}\n`);
}

async function roll(named: string | undefined, { overlap = '24h' }: Values, context: KeysCommandOptions) {
  const id = keyId(named);
  const overlapMs = duration('overlap', overlap);
  const { key, record, old } = await keyTransactions(context)(async ({ administration, store }, log) => {
    const issued = await administration.roll(id, { overlapMs });
    await log.append([keyEntry('rollKey', { after: issued.record }, context)]);
    return { ...issued, old: (await store.find(id))!.key };
  });
  context.say(`${id} opens until ${old.expiresAt}. Its successor ${record.id}${until(record)}, shown this once:\n`);
  context.out(`${key}\n`);
}

async function revoke(named: string | undefined, _: Values, context: KeysCommandOptions): Promise<void> {
  const id = keyId(named);
  await keyTransactions(context)(async ({ administration, store }, log) => {
    const before = (await store.find(id))?.key;
    await administration.revoke(id);
    await log.append([keyEntry('revokeKey', { before, after: (await store.find(id))!.key }, context)]);
  });
  context.say(`${id} is revoked. In 5 seconds it opens nothing any more, on any instance.\n`);
}

/** Entry of the audit log about a key. */
function keyEntry(
  operation: string,
  { before, after }: { readonly before?: ApiKeyRecord | undefined; readonly after: ApiKeyRecord },
  { now = Date.now }: Pick<KeysCommandOptions, 'now'>,
): AuditEntry {
  const { partnerId, mode, id } = after;
  const resource = `/keys/${id}`;
  const change = { before: before && shownOf(before), after: shownOf(after) };
  return operatorEntry({ partnerId, mode, operation, resource, ...change }, new Date(now()).toISOString());
}

/** Key without its hash, and without what changes with each use. */
const shownOf = ({ scopes: granted, addresses, expiresAt, revokedAt }: ApiKeyRecord): object => ({
  scopes: granted,
  addresses,
  expiresAt,
  revokedAt,
});

async function list(
  partnerId: string | undefined,
  _: Values,
  { store, peppers, out, say, now = Date.now }: KeysCommandOptions,
): Promise<void> {
  const partners = await store.partners();
  if (partnerId === undefined) {
    out(columns(['PARTNER', 'STATUS', 'TIER', 'REGIONS'], partners.map(partnerRow)));
    return;
  }
  requirePartner(partners, partnerId);
  const at = new Date(now()).toISOString();
  const keys = await store.keysOf(partnerId);
  const head = [
    'KEY',
    'ENDS IN',
    'MODE',
    'STATE',
    'SCOPES',
    'FROM',
    'ISSUED',
    'EXPIRES',
    'LAST USED',
    'EXPOSED',
    'PEPPER',
  ];
  out(
    columns(
      head,
      keys.map((key) => [
        key.id,
        key.hint,
        key.mode,
        stateOfKey(key, at),
        key.scopes.join(','),
        key.addresses.join(',') || 'anywhere',
        key.createdAt,
        key.expiresAt ?? 'never',
        key.lastUsedAt ?? '-',
        key.exposedAt ?? '-',
        peppers.ageOf(key),
      ]),
    ),
  );
  if (keys.length === 0) say(`${partnerId} has no keys.\n`);
}

async function changePartner(id: string | undefined, values: Values, context: KeysCommandOptions) {
  const { store, say, now = Date.now } = context;
  if (id === undefined) throw new UsageError(usage);
  if (!/^[a-z0-9-]{1,40}$/.test(id)) throw new UsageError('A partner is named by a-z, 0-9 and -, up to 40 of them.\n');
  const known = (await store.partners()).find((partner) => partner.id === id);
  const partner: Partner = {
    id,
    status: values.status === undefined ? (known?.status ?? 'active') : oneOf('status', values.status, statuses),
    tier: values.tier === undefined ? (known?.tier ?? 'standard') : oneOf('tier', values.tier, tiers),
    regions: values.regions === undefined ? (known?.regions ?? regions) : oneOfEach('regions', values.regions, regions),
  };
  const write = { partnerId: id, mode: 'live', operation: 'changePartner', resource: `/partners/${id}` } as const;
  await keyTransactions(context)(async (within, log) => {
    await within.store.putPartner(partner);
    await log.append([operatorEntry({ ...write, before: known, after: partner }, new Date(now()).toISOString())]);
  });
  say(`${known ? 'Changed' : 'Added'}: ${partnerRow(partner).join(' ')}\n`);
}

async function showUsage(
  partnerId: string | undefined,
  { version, since = '30d' }: Values,
  { store, usage, out, say, now = Date.now }: KeysCommandOptions,
): Promise<void> {
  if (partnerId !== undefined) requirePartner(await store.partners(), partnerId);
  const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const [from, until] = [toDay(now() - duration('since', since)), toDay(now())];
  const sums = await usage.sums({ from, until, partnerId, version });
  const head = ['PARTNER', 'KEY', 'MODE', 'VERSION', 'OPERATION', 'REQUESTS', 'LAST DAY'];
  out(
    columns(
      head,
      sums.map((sum) => [
        ...[sum.partnerId, sum.keyId, sum.mode],
        ...[sum.version, sum.operation, String(sum.requests), sum.lastDay],
      ]),
    ),
  );
  if (sums.length === 0) say(`There were no such requests from ${from} to ${until}.\n`);
}

async function showAudit(
  partnerId: string | undefined,
  { since = '30d', limit = '100' }: Values,
  { store, auditLog, out, say, now = Date.now }: KeysCommandOptions,
): Promise<void> {
  if (partnerId === undefined) throw new UsageError(usage);
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw new UsageError(`--limit: '${limit}' is no number of entries.\n`);
  requirePartner(await store.partners(), partnerId);
  const from = new Date(now() - duration('since', since)).toISOString();
  const entries = await auditLog.read({ partnerId, since: from, limit: Number(limit) });
  const table = columns(
    ['AT', 'KEY', 'MODE', 'FROM', 'OPERATION', 'STATUS', 'RESOURCE', 'REQUEST'],
    entries.map(auditRow),
  );
  const [head, ...lines] = table.trimEnd().split('\n');
  const changes = entries.map(({ before, after }) => [
    ...(before === undefined ? [] : [`  - ${before}`]),
    ...(after === undefined ? [] : [`  + ${after}`]),
  ]);
  out([head, ...lines.flatMap((line, index) => [line, ...changes[index]!]), ''].join('\n'));
  if (entries.length === 0) say(`${partnerId} has written nothing since ${from}.\n`);
}

const auditRow = (entry: AuditEntry): string[] => [
  entry.at,
  entry.keyId,
  entry.mode,
  entry.address ?? '-',
  `${entry.version} ${entry.operation}`,
  String(entry.status),
  entry.resource,
  entry.requestId,
];

const statuses = ['active', 'suspended'] as const;

const partnerRow = ({ id, status, tier, regions: where }: Partner): string[] => [id, status, tier, where.join(',')];

function requirePartner(partners: readonly Partner[], id: string): void {
  if (partners.some((partner) => partner.id === id)) return;
  throw new UsageError(`There is no partner '${id}'; there are ${partners.map((each) => each.id).join(', ')}.\n`);
}

const until = ({ expiresAt }: ApiKeyRecord): string => (expiresAt === undefined ? '' : `, until ${expiresAt}`);

/** Id of a key, given as the id or as the whole key. */
function keyId(named: string | undefined): string {
  if (named === undefined) throw new UsageError(usage);
  return parseApiKey(named)?.id ?? named;
}
