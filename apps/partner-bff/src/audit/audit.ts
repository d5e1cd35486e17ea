/**
 * Audit of writes, around the endpoints: no feature knows of it.
 *
 * A write to a store of ours is committed in one transaction with its entry. A write that goes to a service is recorded when its answer is
 * known, and so is what was refused: in memory for a moment, then in a batch.
 */

import type { Endpoint, Handling, RequestFacts } from '@frontage/http-server';
import { statusOf } from '@frontage/http-server';
import type { AnsweredRequest } from '@frontage/http-server/stages';
import { formatAddress } from '@frontage/network-address';
import type { PartnerPrincipal } from '@frontage/policy';
import { writeInBatches } from '../batches.ts';
import type { AuditEntry, AuditLog } from './audit-log.ts';
import { nextEntryId } from './entry-id.ts';
import { filled, readResult, represented, resourceReader, type ReadResource } from './resources.ts';

/** Runs work with dependencies and a log that are part of one transaction. */
export type InTransaction<Deps> = <T>(work: (deps: Deps, log: AuditLog) => Promise<T>) => Promise<T>;

export interface AuditOptions<Deps> {
  readonly log: Pick<AuditLog, 'append'>;
  readonly inTransaction: InTransaction<Deps>;
  /** Interval between writes of what is not part of a transaction, in milliseconds. Default 1,000. */
  readonly everyMs?: number;
  /** Most entries in memory. Beyond it, new ones are dropped until the next write. Default 10,000. */
  readonly maxEntries?: number;
  /** Called when a write fails. Its entries are kept, and written with the next try. */
  readonly onFailed: (error: unknown) => void;
  /** Called for each entry that is lost: dropped, or not written at the end. */
  readonly onDropped: (entry: AuditEntry) => void;
}

export interface Audit<Deps> {
  /** Endpoints of a version whose writes are recorded. */
  around(prefix: string, endpoints: readonly Endpoint<Deps>[]): readonly Endpoint<Deps>[];
  /** Records a write that was not: a refused one. To be called when a request is over. */
  note(prefix: string, answered: AnsweredRequest): void;
  /** Writes what is in memory, at one try. */
  close(): Promise<void>;
}

/** Facts of an entry that differ between writes. */
interface Write {
  readonly prefix: string;
  readonly endpoint: Pick<Endpoint<never>, 'name' | 'path'>;
  readonly request: RequestFacts;
  readonly principal: PartnerPrincipal;
  readonly status: number;
  readonly location?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Statuses of requests that found nothing of their partner's, or did not read as a request: the path may be anything. */
const pathless: ReadonlySet<number> = new Set([400, 404]);

function toEntry({ prefix, endpoint, request, principal, status, location, before, after }: Write): AuditEntry {
  const template = `${prefix}${endpoint.path}`;
  return {
    id: nextEntryId(),
    at: new Date().toISOString(),
    partnerId: principal.id,
    keyId: principal.keyId,
    mode: principal.mode,
    version: prefix.slice(1),
    operation: endpoint.name,
    resource: location ?? (pathless.has(status) ? template : filled(template, request.params)),
    address: request.address && formatAddress(request.address),
    status,
    before,
    after,
    requestId: request.id,
  };
}

export function createAudit<Deps>({
  log,
  inTransaction,
  everyMs = 1_000,
  maxEntries = 10_000,
  onFailed,
  onDropped,
}: AuditOptions<Deps>): Audit<Deps> {
  /** Outcomes of writes by request: whether they are recorded. A write may outlive its request, whose budget or client is gone. */
  const outcomes = new WeakMap<RequestFacts, Promise<boolean>>();
  let entries: AuditEntry[] = [];
  const batches = writeInBatches({
    take: () => {
      const taken = entries;
      entries = [];
      return taken.length > 0 ? taken : undefined;
    },
    write: log.append,
    everyMs,
    onFailed,
    onLost: (lost) => lost.forEach(onDropped),
  });

  function keep(write: Write): void {
    const entry = toEntry(write);
    if (entries.length >= maxEntries) return onDropped(entry);
    entries.push(entry);
    batches.due();
  }

  /** Handler of a write to a store of ours. */
  const transacted =
    (prefix: string, endpoint: Endpoint<Deps>, read: ReadResource<Deps>): Endpoint<Deps>['handle'] =>
    async (handling) => {
      const { request, principal } = handling;
      if (principal.kind !== 'partner') return inTransaction((deps) => endpoint.handle(handling, deps));
      const result = await inTransaction(async (deps, within) => {
        const own = filled(endpoint.path, request.params);
        const before = await read(own, handling, deps);
        const result = await endpoint.handle(handling, deps);
        const { location } = readResult(result);
        const after = await read(location?.slice(prefix.length) ?? own, handling, deps);
        const status = statusOf(endpoint, result);
        await within.append([toEntry({ prefix, endpoint, request, principal, status, location, before, after })]);
        return result;
      });
      return result;
    };

  /** Handler whose outcome decides whether its request is still to be recorded. */
  const watched =
    (handle: Endpoint<Deps>['handle']): Endpoint<Deps>['handle'] =>
    (handling: Handling<never>, deps) => {
      const handled = handle(handling, deps);
      outcomes.set(
        handling.request,
        handled.then(
          () => true,
          () => false,
        ),
      );
      return handled;
    };

  /** Handler of a write that goes to a service. */
  const followed =
    (prefix: string, endpoint: Endpoint<Deps>): Endpoint<Deps>['handle'] =>
    async (handling: Handling<never>, deps) => {
      const result = await endpoint.handle(handling, deps);
      const { request, principal } = handling;
      if (principal.kind === 'partner') {
        const { value, location } = readResult(result);
        const status = statusOf(endpoint, result);
        const after = represented(status === 202 && endpoint.accepted ? { view: endpoint.accepted } : endpoint, value);
        keep({ prefix, endpoint, request, principal, status, location, after });
      }
      return result;
    };

  return {
    around: (prefix, endpoints) => {
      const read = resourceReader(endpoints);
      return endpoints.map((endpoint) => {
        if (endpoint.method === 'GET') return endpoint;
        const isOurs = endpoint.budget.calls === 0;
        return {
          ...endpoint,
          handle: watched(isOurs ? transacted(prefix, endpoint, read) : followed(prefix, endpoint)),
        };
      });
    },
    note: (prefix, { endpoint, request, principal, status }) => {
      if (endpoint.method === 'GET' || principal.kind !== 'partner') return;
      const refused = (): void => keep({ prefix, endpoint, request, principal, status });
      const outcome = outcomes.get(request);
      if (outcome) void outcome.then((isRecorded) => isRecorded || refused());
      else refused();
    },
    close: batches.close,
  };
}
