/**
 * Client address, from the connection and `X-Forwarded-For`. Behind proxies the connection comes from the last proxy. Each proxy appends
 * the address that it saw to the header. Clients may send the header too, so it is read from its end, and only while the proxy that wrote
 * the part is trusted. `Forwarded` (RFC 7239) is not read: proxies that do not know it pass on the client's own text.
 */

import { parseAddress, parseAddressList, type Address } from '@frontage/network-address';
import { z } from 'zod';

/** Trust in the proxy at this address: true lets it name its client. `hop` is 0 for the proxy that is connected to us. */
export type TrustProxy = (address: Address, hop: number) => boolean;

/** Trust in no proxy: every connection is the client's own. */
export const trustNobody: TrustProxy = () => false;

/** `TRUST_PROXY`: number of proxies in front, or their networks. */
export const trustProxy = z.string().transform((text, context): TrustProxy => {
  try {
    return readTrust(text);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `must be a number of proxies, or their networks: ${(error as Error).message}`,
    });
    return z.NEVER;
  }
});

function readTrust(text: string): TrustProxy {
  if (/^\d{1,2}$/.test(text)) {
    const hops = Number(text);
    return (_, hop) => hop < hops;
  }
  const proxies = parseAddressList(text);
  if (proxies.hasEverybody) throw new Error('this trusts everybody, and a client could come from wherever it says');
  return (address) => proxies.matches(address);
}

/** A connection, of which only the address is used: a `net.Socket`. */
export interface Connection {
  readonly remoteAddress?: string | undefined;
}

export function clientAddress(
  connection: Connection,
  forwardedFor: string | undefined,
  trust: TrustProxy,
): Address | undefined {
  let address = peerOf(connection);
  const written = forwardedFor?.split(',') ?? [];
  for (let hop = 0; address && written.length > 0 && trust(address, hop); hop += 1) {
    const before = parseAddress(bare(written.pop()!.trim()));
    // Text that is no address (`unknown`, garbage): the last known address is the answer.
    if (!before) break;
    address = before;
  }
  return address;
}

/** Parsed addresses: a kept-alive connection brings many requests. */
const peers = new WeakMap<Connection, Address>();

function peerOf(connection: Connection): Address | undefined {
  const known = peers.get(connection);
  if (known) return known;
  const peer = parseAddress(connection.remoteAddress ?? '');
  if (peer) peers.set(connection, peer);
  return peer;
}

/** Address without the port that some proxies add: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const bare = (text: string): string =>
  /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
