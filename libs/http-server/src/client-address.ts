/**
 * Where a client is. Behind proxies the connection comes from the last of them, and `X-Forwarded-For` says where theirs came from: each
 * proxy appends the address that it saw. Anybody may send that header, so it is read from its end, and only for as long as whoever wrote
 * that part of it is trusted. `Forwarded` (RFC 7239) is not read at all: proxies that do not know it pass on what the client wrote.
 */

import { parseAddress, parseAddressList, type Address } from '@frontage/network-address';
import { z } from 'zod';

/** Whether the proxy at this address may say where its request came from. `hop` is 0 for the one that is connected to us. */
export type TrustProxy = (address: Address, hop: number) => boolean;

/** Every connection is the client's own. */
export const trustNobody: TrustProxy = () => false;

/** `TRUST_PROXY`: how many proxies stand in front of us, or the networks that they are in. */
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

/** A connection, as far as it matters here: a `net.Socket`. */
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
    // No proxy writes this (`unknown`, garbage): the last one that we know is as far as we can see.
    if (!before) break;
    address = before;
  }
  return address;
}

/** Read once: a connection that is kept alive brings many requests. */
const peers = new WeakMap<Connection, Address>();

function peerOf(connection: Connection): Address | undefined {
  const known = peers.get(connection);
  if (known) return known;
  const peer = parseAddress(connection.remoteAddress ?? '');
  if (peer) peers.set(connection, peer);
  return peer;
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const bare = (text: string): string =>
  /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
