/** Whether anybody listens: asked for `/readyz`, when no call has told. */

import { once } from 'node:events';
import { connect } from 'node:net';

/** Nobody waits longer for a probe, in milliseconds. */
const limitMs = 250;
/** Of a large set, so many are asked. */
const mostAsked = 8;

/** Whether one of these `host:port` accepts a connection. `scheme` says the port where none is named. Never rejects. */
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

/** An IPv6 address as sockets want it. */
export const unbracketed = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');
