/** Asks name servers for addresses and SRV records, and tells "there is none" from "could not say". */

import { Resolver as NameServers } from 'node:dns/promises';
import { isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { completeNames, systemSearchList, type SearchList } from './search-list.ts';

export interface DnsOptions {
  /** Name servers, `address` or `address:port`. Default: those of the system. */
  readonly servers?: readonly string[];
  /** What completes a name that is not complete. Default: that of the system. */
  readonly search?: SearchList;
  /** Kinds of addresses to ask for. Default: those that this machine has itself; both if it has none. */
  readonly families?: readonly (4 | 6)[];
  /** How long a name server may take to answer the first time, in milliseconds; a second try is given twice as long. Default 1,000. */
  readonly timeoutMs?: number;
}

export interface Address {
  readonly address: string;
  readonly ttlMs: number;
}

export interface ServiceRecord {
  /** A complete name, ending in a dot. */
  readonly target: string;
  readonly port: number;
  readonly weight: number;
  readonly priority: number;
}

/** An empty list means that there is none; a rejection, that nobody could say. */
export interface DnsClient {
  addresses(name: string): Promise<readonly Address[]>;
  services(name: string): Promise<readonly ServiceRecord[]>;
  /** Gives up what is being asked. */
  close(): void;
}

/**
 * Node's own resolver (c-ares): it knows the system's name servers, tries them in turn, and falls back to TCP. It tells the TTL of
 * addresses, but not that of SRV records.
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
        // A server that fails for one domain may know another; one that is silent, or not asked any more, will not.
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

/** Everything that the queries found. One that failed is forgiven as long as another found something. */
async function anyOf<T>(queries: readonly Promise<readonly T[]>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(queries);
  const found = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected' && !isNone(outcome.reason));
  if (found.length === 0 && failed?.status === 'rejected') throw failed.reason as Error;
  return found;
}

/** The name does not exist, or has no such record: an answer. */
const isNone = (error: unknown): boolean => ['ENOTFOUND', 'ENODATA'].includes(codeOf(error) ?? '');

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** As getaddrinfo's AI_ADDRCONFIG: a machine without IPv6 of its own can reach no IPv6 address, and every second endpoint would fail. */
function ownFamilies(): readonly (4 | 6)[] {
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'));
  const families: (4 | 6)[] = [];
  if (own.some(({ address }) => isIPv4(address))) families.push(4);
  if (own.some(({ address }) => isIPv6(address))) families.push(6);
  return families.length > 0 ? families : [4, 6];
}
