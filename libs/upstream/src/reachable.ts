/** Reachability of a service, for `/readyz` and the prober. */

import { once } from 'node:events';
import { connect } from 'node:net';

/** Time limit of a probe, in milliseconds. */
const limitMs = 250;
/** Most addresses probed of a large set. */
const mostAsked = 8;

/** Asks whether one of these `host:port` accepts a connection. `scheme` gives the port where none is named. Never rejects. */
export const isReachable = (scheme: string, addresses: readonly string[]): Promise<boolean> =>
  Promise.any(addresses.slice(0, mostAsked).map((address) => probe(new URL(`${scheme}://${address}`)))).then(
    () => true,
    () => false,
  );

async function probe({ protocol, hostname, port }: URL): Promise<void> {
  const socket = connect({ host: unbracketed(hostname), port: Number(port || (protocol === 'https:' ? 443 : 80)) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(limitMs) });
  } finally {
    socket.destroy();
  }
}

/** Host of a URL as sockets want it: an IPv6 address without brackets. */
export const unbracketed = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');
