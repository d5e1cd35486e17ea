/** DNS client for addresses and SRV records, which tells an empty answer from a failure. */

import { Resolver as NameServers } from 'node:dns/promises';
import { isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { completeNames, systemSearchList, type SearchList } from './search-list.ts';

export interface DnsOptions {
  /** Name servers, `address` or `address:port`. Default: those of the system. */
  readonly servers?: readonly string[];
  /** Search list for names that are not complete. Default: that of the system. */
  readonly search?: SearchList;
  /** Address families to ask for. Default: those that this machine has itself; both if it has none. */
  readonly families?: readonly (4 | 6)[];
  /** Timeout of a name server's first try, in milliseconds; the second has twice as long. Default 1,000. */
  readonly timeoutMs?: number;
}

export interface Address {
  readonly address: string;
  readonly ttlMs: number;
}

export interface ServiceRecord {
  /** Complete name, ending in a dot. */
  readonly target: string;
  readonly port: number;
  readonly weight: number;
  readonly priority: number;
}

/** DNS client. An empty list means that there are no records; a rejection, that the servers could not answer. */
export interface DnsClient {
  addresses(name: string): Promise<readonly Address[]>;
  services(name: string): Promise<readonly ServiceRecord[]>;
  /** Cancels pending queries. */
  close(): void;
}

/**
 * Opens Node's own resolver (c-ares).
 *
 * It knows the system's name servers, fails over between them, and falls back to TCP. It tells the TTL of addresses, but not that of
 * SRV records.
 */
export function openDnsClient(options: DnsOptions = {}): DnsClient {
  const { search = systemSearchList(), families = ownFamilies(), timeoutMs = 1_000 } = options;
  const servers = new NameServers({ timeout: timeoutMs, tries: 2, maxTimeout: 2 * timeoutMs });
  if (options.servers) servers.setServers(options.servers);

  const addressesOf = async (name: string): Promise<Address[]> => {
    const queries = families.map((family) =>
      family === 4 ? servers.resolve4(name, { ttl: true }) : servers.resolve6(name, { ttl: true }),
    );
    const records = await anyOf(queries);
    return records.map(({ address, ttl }) => ({ address, ttlMs: ttl * 1_000 }));
  };

  const servicesOf = async (name: string): Promise<ServiceRecord[]> => {
    const records = await anyOf([servers.resolveSrv(name)]);
    return records
      .map(({ name: target, ...rest }) => ({ ...rest, target: `${target.toLowerCase().replace(/\.$/, '')}.` }))
      .filter(({ target }) => target !== '.'); // "decidedly not available at this domain" (RFC 2782)
  };

  const throughSearchList = async <T>(name: string, ask: (complete: string) => Promise<T[]>): Promise<T[]> => {
    let failure: unknown;
    for (const complete of completeNames(name, search)) {
      try {
        const found = await ask(complete);
        if (found.length > 0) return found;
      } catch (error) {
        // SERVFAIL concerns one domain, and the next may be known. A timeout or a cancellation concerns them all.
        if (codeOf(error) !== 'ESERVFAIL') throw error;
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure as Error;
    return [];
  };

  return {
    addresses: (name) => throughSearchList(name, addressesOf),
    services: (name) => throughSearchList(name, servicesOf),
    close: () => servers.cancel(),
  };
}

/** Records that the queries found. A failed query counts only when none of them found anything. */
async function anyOf<T>(queries: readonly Promise<readonly T[]>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(queries);
  const found = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected' && !isNone(outcome.reason));
  if (found.length === 0 && failed?.status === 'rejected') throw failed.reason as Error;
  return found;
}

/** Whether the error is an answer: the name does not exist, or has no such record. */
const isNone = (error: unknown): boolean => ['ENOTFOUND', 'ENODATA'].includes(codeOf(error) ?? '');

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Address families of this machine, as getaddrinfo's AI_ADDRCONFIG. Without IPv6 of its own, every second endpoint would fail. */
function ownFamilies(): readonly (4 | 6)[] {
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'));
  const families: (4 | 6)[] = [];
  if (own.some(({ address }) => isIPv4(address))) families.push(4);
  if (own.some(({ address }) => isIPv6(address))) families.push(6);
  return families.length > 0 ? families : [4, 6];
}
