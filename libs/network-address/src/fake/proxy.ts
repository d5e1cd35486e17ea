/** Proxy before a server. Cut, it is to a client as if the server had been killed; held, as if it hung. */

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** Breaks every connection, and refuses new ones. */
  cut(): Promise<void>;
  /** Holds back everything that is sent. Connections stay open, and new ones are accepted. */
  hold(): void;
  /** Accepts connections again, on the same port, and lets pass what was held back. */
  restore(): Promise<void>;
}

/** Starts a proxy on the loopback, to a port of the loopback. */
export async function startProxy(target: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  /** Clients that came while everything was held; undefined while it is not. */
  let waiting: Socket[] | undefined;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    // Each end that breaks breaks the other; the error itself is told there.
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  const join = (client: Socket): void => {
    if (client.destroyed) return;
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    keep(upstream);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
    client.pipe(upstream).pipe(client);
  };
  const server = createServer({ noDelay: true }, (client) => {
    keep(client);
    if (waiting) waiting.push(client);
    else join(client);
  });
  const listen = async (on: number): Promise<void> => {
    await once(server.listen(on, '127.0.0.1'), 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
    },
    hold: () => {
      waiting ??= [];
      for (const socket of sockets) socket.pause();
    },
    restore: async () => {
      const came = waiting ?? [];
      waiting = undefined;
      for (const socket of sockets) socket.resume();
      for (const client of came) join(client);
      if (!server.listening) await listen(port);
    },
  };
}
