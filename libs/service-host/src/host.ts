/** Hosting of fakes. One listener serves HTTP and gRPC, so that `down` means the same for both. */

import { ServerCredentials } from '@grpc/grpc-js';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { authorizeTestTokens, type Authorize } from './authorize.ts';
import type { Fake } from './fake.ts';
import { FaultControl } from './faults.ts';
import { createGrpcFakeServer } from './grpc-fake-server.ts';
import { createHttpFakeServer } from './http-fake-server.ts';
import type { OnUnexpected, FakeContext } from './fake-context.ts';
import { createTrafficCounter, type Traffic } from './traffic.ts';

export interface HostOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly hostname?: string;
  /** Default: accepts the tokens of `testIdentity`. */
  readonly authorize?: Authorize;
  /** Default: throws in the background, so that a bug in a fake fails the spec. */
  readonly onUnexpected?: OnUnexpected;
}

export interface Hosted {
  readonly name: string;
  /** `http://127.0.0.1:4401` or `grpc://127.0.0.1:4403`. */
  readonly url: string;
  readonly faults: FaultControl;
  readonly traffic: Traffic;
  /** Connections accepted so far. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Hosts a fake. Rejects with EADDRINUSE when the port is taken. */
export async function host(fake: Fake, options: HostOptions = {}): Promise<Hosted> {
  const hostname = options.hostname ?? '127.0.0.1';
  const authorize = options.authorize ?? authorizeTestTokens;
  const sockets = new Set<Socket>();
  let connections = 0;
  const faults = new FaultControl(({ down }) => {
    if (down) for (const socket of sockets) socket.destroy();
  });
  const traffic = createTrafficCounter();
  const onUnexpected = options.onUnexpected ?? rethrow;
  const hangUp = (peer: string): void => {
    for (const socket of sockets) if (peer.endsWith(`:${socket.remotePort}`)) socket.destroy();
  };
  const serve = connector(fake, { authorize, faults, traffic, onUnexpected, hangUp });
  const listener = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    if (faults.current.down) return void socket.destroy();
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve.connect(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(options.port ?? 0, hostname, resolve);
  });
  const { port } = listener.address() as AddressInfo;
  return {
    name: fake.name,
    url: `${fake.protocol}://${hostname}:${port}`,
    faults,
    traffic,
    get connections() {
      return connections;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      serve.close();
      await closed;
      await fake.close?.();
    },
  };
}

const rethrow: OnUnexpected = (service, error) => {
  queueMicrotask(() => {
    throw new Error(`${service} failed unexpectedly`, { cause: error });
  });
};

interface Connector {
  connect(socket: Socket): void;
  close(): void;
}

function connector(fake: Fake, context: FakeContext): Connector {
  if (fake.protocol === 'http') {
    const server = createHttpFakeServer(fake, context);
    return { connect: (socket) => server.emit('connection', socket), close: () => server.closeAllConnections() };
  }
  const server = createGrpcFakeServer(fake, context);
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    connect: (socket) => injector.injectConnection(socket),
    close: () => {
      injector.destroy();
      server.forceShutdown();
    },
  };
}
