/** DNS as a source of endpoints: the addresses of one name, or those of all targets of its SRV records. */

import { isIPv6 } from 'node:net';
import type { Answer, Source } from '../polling-resolver.ts';
import { toEndpoint } from '../resolver.ts';
import { openDnsClient, type Address, type DnsOptions, type ServiceRecord } from './dns-client.ts';

/** Source of every address of a name, at one port. Valid for the shortest TTL among them. */
export function openAddressSource({ name, port }: { name: string; port: number }, options: DnsOptions = {}): Source {
  const client = openDnsClient(options);
  return {
    close: () => client.close(),
    ask: async (): Promise<Answer> => {
      const addresses = await client.addresses(name);
      const authority = `${withoutDot(name)}:${port}`;
      return {
        endpoints: addresses.map(({ address }) => toEndpoint({ address: hostAndPort(address, port), authority })),
        ttlMs: shortest(addresses),
      };
    },
  };
}

export interface SrvOptions extends DnsOptions {
  /**
   * Validity of SRV records, whose TTL Node does not tell, in milliseconds. Default 5,000.
   *
   * A shorter TTL of a target's address shortens it.
   */
  readonly srvRefreshMs?: number;
}

/** Source of every address of every target of a name's SRV records. */
export function openSrvSource({ name }: { name: string }, options: SrvOptions = {}): Source {
  const { srvRefreshMs = 5_000 } = options;
  const client = openDnsClient(options);
  let known = new Map<string, readonly Address[]>();

  return {
    close: () => client.close(),
    ask: async (): Promise<Answer> => {
      const records = await client.services(name);
      const targets = [...new Set(records.map(({ target }) => target))];
      const outcomes = await Promise.allSettled(targets.map((target) => client.addresses(target)));
      // A target keeps its addresses when a new look-up fails, as a whole set does.
      const addresses = outcomes.map((outcome, index) =>
        outcome.status === 'fulfilled' ? outcome.value : known.get(targets[index]!),
      );
      const failed = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
      if (failed && addresses.every((some) => some === undefined || some.length === 0)) throw failed.reason as Error;
      known = new Map(targets.map((target, index) => [target, addresses[index] ?? []]));
      return {
        endpoints: withEvenZeros(records).flatMap((record) => endpointsOf(record, known.get(record.target)!)),
        ttlMs: Math.min(srvRefreshMs, failed ? 0 : shortest([...known.values()].flat())),
      };
    },
  };
}

/** Endpoints of one SRV record. Its weight is divided among the target's addresses. */
const endpointsOf = ({ target, port, weight, priority }: ServiceRecord, addresses: readonly Address[]) =>
  addresses.map(({ address }) =>
    toEndpoint({
      address: hostAndPort(address, port),
      authority: `${withoutDot(target)}:${port}`,
      weight: weight / addresses.length,
      priority,
    }),
  );

/** Replaces weight 0: by a hundredth beside other weights (RFC 2782: hardly ever), by 1 where all of a priority have it. */
function withEvenZeros(records: readonly ServiceRecord[]): readonly ServiceRecord[] {
  const hasWeights = new Set(records.filter(({ weight }) => weight > 0).map(({ priority }) => priority));
  return records.map((record) =>
    record.weight > 0 ? record : { ...record, weight: hasWeights.has(record.priority) ? 0.01 : 1 },
  );
}

const shortest = (addresses: readonly Address[]): number => Math.min(...addresses.map(({ ttlMs }) => ttlMs));

const hostAndPort = (address: string, port: number): string => `${isIPv6(address) ? `[${address}]` : address}:${port}`;

const withoutDot = (name: string): string => name.replace(/\.$/, '');
