/** Embedded log for specs: its server in this process, on a free port and a file of its own, and connections that are closed for them. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToLog, type LogClientOptions } from '../log/connect-to-log.ts';
import { openLogServer, type LogServer, type LogServerOptions } from '../log-server/log-server.ts';
import type { Messaging } from '../messaging.ts';

export interface SpecLog {
  readonly url: string;
  readonly file: string;
  /** Connects, and reconnects soon. */
  connect(options?: Partial<LogClientOptions>): Messaging;
  /** Cuts every connection. */
  cut(): void;
  /** Ends the server. Its file stays. */
  kill(): Promise<void>;
  /** Starts it again, at the same port. */
  start(): Promise<void>;
  /** Closes the connections that were made here. */
  close(): Promise<void>;
  /** Closes them, ends the server and deletes the file. */
  stop(): Promise<void>;
}

export async function startSpecLog(options: Partial<LogServerOptions> = {}): Promise<SpecLog> {
  const folder = await mkdtemp(join(tmpdir(), 'message-log-'));
  const file = join(folder, 'messages.sqlite');
  const open = new Set<Messaging>();
  let port = 0;
  let running: { readonly http: Server; readonly log: LogServer } | undefined;

  const connections = new Set<Socket>();
  const cut = (): void => {
    for (const socket of connections) socket.destroy();
  };
  const start = async (): Promise<void> => {
    const log = await openLogServer({
      file,
      maxBytes: 64 * 1024 * 1024,
      onTrouble: () => undefined,
      ...options,
    });
    const http = createServer((_, response) => response.writeHead(404).end());
    http.on('upgrade', log.accept);
    http.on('connection', (socket) => {
      connections.add(socket);
      socket.once('close', () => connections.delete(socket));
    });
    await once(http.listen(port, '127.0.0.1'), 'listening');
    ({ port } = http.address() as AddressInfo);
    running = { http, log };
  };
  const kill = async (): Promise<void> => {
    if (!running) return;
    const { http, log } = running;
    running = undefined;
    const closed = once(http, 'close');
    http.close();
    cut();
    await Promise.all([closed, log.close()]);
  };
  const close = async (): Promise<void> => {
    const all = [...open];
    open.clear();
    await Promise.all(all.map((messaging) => messaging.close()));
  };
  await start();
  const url = `log://${options.token === undefined ? '' : `:${options.token}@`}127.0.0.1:${port}`;
  return {
    url,
    file,
    connect: (more = {}) => {
      const messaging = connectToLog({ url, maxReconnectDelayMs: 200, ...more });
      open.add(messaging);
      return messaging;
    },
    cut,
    kill,
    start,
    close,
    stop: async () => {
      await close();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
