/**
 * Handover: `npm run dev` takes the place of a process of the running house, and gives it back. As long as it holds its connection to
 * this socket, the place is its own.
 */

import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunnerConfig } from './config.ts';
import type { Supervisor } from './supervisor.ts';

export interface HandoverPoint {
  readonly close: () => Promise<void>;
}

/** The kernel allows a socket's path little more than this. */
const maxPathLength = 100;

function socketPath({ dataDir, portOffset }: RunnerConfig): string {
  const path = join(dataDir, `runner-${portOffset}.sock`);
  if (path.length <= maxPathLength) return path;
  return join(tmpdir(), `frontage-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`);
}

/** Offers the processes of a running house. Where sockets cannot be made, there is nothing to hand over and nothing to close. */
export async function listenForHandovers(
  config: RunnerConfig,
  supervisor: Pick<Supervisor, 'release' | 'resume'>,
  print: (line: string) => void,
): Promise<HandoverPoint | undefined> {
  const path = socketPath(config);
  if (await isAnswered(path)) return undefined;
  rmSync(path, { force: true });

  const sockets = new Set<Socket>();
  let closing = false;
  const serve = async (socket: Socket, name: string): Promise<void> => {
    const left = new Promise((done) => socket.once('close', done));
    try {
      await supervisor.release(name);
      print(`${name} is handed over.`);
      socket.write('yours\n');
      await left;
      if (closing) return;
      await supervisor.resume(name);
      print(`${name} is back.`);
    } catch (problem) {
      if (!closing) print((problem as Error).message);
      socket.end(`${(problem as Error).message}\n`);
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    firstLine(socket, (name) => void serve(socket, name));
  });
  const listening = await new Promise<boolean>((done) => {
    server.once('error', () => done(false)).listen(path, () => done(true));
  });
  if (!listening) return undefined;
  return {
    close() {
      closing = true;
      sockets.forEach((socket) => socket.destroy());
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path, () => done((socket.destroy(), true))).once('error', () => done(false));
  });
}

export interface Place {
  readonly giveBack: () => void;
}

/** Takes the place of a process. Undefined when no house runs; rejects with its words when it refuses. */
export function takePlace(config: RunnerConfig, name: string): Promise<Place | undefined> {
  return new Promise((done, refuse) => {
    const socket = connect(socketPath(config), () => socket.write(`${name}\n`));
    socket.once('error', () => done(undefined));
    firstLine(socket, (answer) => {
      if (answer === 'yours') done({ giveBack: () => socket.end() });
      else refuse(new Error(answer));
    });
  });
}

/** Errors are the socket's own listeners' work; the reader would raise them again. */
function firstLine(socket: Socket, listener: (line: string) => void): void {
  createInterface({ input: socket })
    .on('error', () => undefined)
    .once('line', listener);
}
