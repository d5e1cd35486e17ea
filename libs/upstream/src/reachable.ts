/** Reachability of a service, for `/readyz` and the prober. */

import { once } from 'node:events';
import { connect } from 'node:net';

/** Default time limit of connecting, in milliseconds, for calls and for probes of what may be called again. */
export const connectTimeoutMs = 1_000;
/** Most addresses probed of a large set. */
const mostAsked = 8;

/** Asks whether one of these `host:port` accepts a connection in time. `scheme` gives the port where none is named. Never rejects. */
export const isReachable = (scheme: string, addresses: readonly string[], limitMs: number): Promise<boolean> =>
  Promise.any(addresses.slice(0, mostAsked).map((address) => probe(new URL(`${scheme}://${address}`), limitMs))).then(
    () => true,
    () => false,
  );

async function probe({ protocol, hostname, port }: URL, limitMs: number): Promise<void> {
  const socket = connect({ host: unbracketed(hostname), port: Number(port || (protocol === 'https:' ? 443 : 80)) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(limitMs) });
  } finally {
    socket.destroy();
  }
}

/** Host of a URL as sockets want it: an IPv6 address without brackets. */
export const unbracketed = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');
