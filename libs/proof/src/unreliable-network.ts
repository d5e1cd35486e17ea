/** Unreliable network: a proxy on loopback that cuts connections, at random from a seed. */

import type { randomOf } from '@frontage/seed';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Random = ReturnType<typeof randomOf>;

/**
 * Fate of one request: cut before the server has all of it; cut while the server works on it; cut in the middle of the answer; answered too
 * late, so that the client has given up; or delivered.
 */
const shares = { request: 0.08, work: 0.1, answer: 0.1, late: 0.04 } as const;
export type Cut = keyof typeof shares;

/** Longest time that a server works before its connection is cut, and patience of a client with an answer, in milliseconds. */
const workMs = 20;
const patienceMs = 60;

export interface UnreliableNetwork {
  /** Origin for clients. */
  readonly origin: string;
  /** Cuts so far. */
  readonly cuts: Readonly<Record<Cut, number>>;
  close(): Promise<void>;
}

/** Puts an unreliable network before an http server. */
export async function startUnreliableNetwork(target: string, random: Random): Promise<UnreliableNetwork> {
  const cuts: Record<Cut, number> = { request: 0, work: 0, answer: 0, late: 0 };
  const open = new Set<Socket>();
  const { hostname, port } = new URL(target);
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) });
    let fate: Cut | undefined;
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    const cutIn = (ms: number): void => void setTimeout(cut, ms);
    // Requests are small, and come in one piece each.
    client.on('data', (request: Buffer) => {
      fate = drawCut(random);
      if (fate) cuts[fate] += 1;
      if (fate === 'request') return void upstream.write(request.subarray(0, request.length / 2), cut);
      upstream.write(request);
      if (fate === 'work') cutIn(random.next() * workMs);
      if (fate === 'late') cutIn(patienceMs);
    });
    upstream.on('data', (answer: Buffer) => {
      if (fate === undefined) client.write(answer);
      if (fate === 'answer') client.write(answer.subarray(0, answer.length / 2), cut);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => (open.delete(socket), cut()));
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function drawCut(random: Random): Cut | undefined {
  let drawn = random.next();
  for (const [cut, share] of Object.entries(shares) as [Cut, number][]) {
    if (drawn < share) return cut;
    drawn -= share;
  }
  return undefined;
}
