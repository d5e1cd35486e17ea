/** Look-up that a socket uses to connect: it is given checked addresses and no others, so that nothing can change in between. */

import type { DnsClient } from '@frontage/discovery/dns';
import { isLoopbackHost } from '@frontage/network-address';
import { isIPv6, type LookupFunction } from 'node:net';

/** Host without an address that requests may go to. For logs: its message is never told to whoever named the host. */
export class RefusedHost extends Error {
  override readonly name = 'RefusedHost';
  readonly host: string;
  /** Addresses that are refused. Empty for a name that has none. */
  readonly addresses: readonly string[];

  constructor(host: string, addresses: readonly string[]) {
    super(`${host} has ${addresses.length > 0 ? 'addresses that are refused' : 'no address'}`);
    this.host = host;
    this.addresses = addresses;
  }
}

/** Most addresses of a name that are tried. */
const mostAddresses = 8;

/**
 * Creates the look-up. `permits` decides about each address: one refused address refuses the name, as no receiver has both kinds.
 *
 * Loopback names get their own addresses, without DNS; the form of the URL decides whether they come this far.
 */
export function guardedLookup(
  dns: Pick<DnsClient, 'addresses'>,
  permits: (address: string) => boolean,
): LookupFunction {
  const resolve = async (host: string): Promise<string[]> => {
    if (isLoopbackHost(host)) return ['127.0.0.1', '::1'];
    // A final dot keeps the search list out.
    const found = (await dns.addresses(`${host}.`)).map(({ address }) => address);
    const refused = found.filter((address) => !permits(address));
    if (refused.length > 0 || found.length === 0) throw new RefusedHost(host, refused);
    return found.slice(0, mostAddresses);
  };
  return (host, { all }, callback) => {
    void resolve(host).then(
      (addresses) => {
        const pinned = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
        if (all) callback(null, pinned);
        else callback(null, pinned[0]!.address, pinned[0]!.family);
      },
      (error: Error) => callback(error, ''),
    );
  };
}
