/** Redis server of one spec: the real program on a free port. The spec may stop, freeze and restart it. */

import { freePort } from '@frontage/network-address/fake';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

export interface RedisServer {
  readonly url: string;
  /** Starts the server again on the same port, empty. */
  start(): Promise<void>;
  /** Kills the server, as a crash would. */
  stop(): Promise<void>;
  /** Freezes the server: its sockets stay open, and it does not answer. */
  freeze(): void;
  thaw(): void;
}

const attempts = 5;
const patienceMs = 10_000;

/** Starts a server on a free port of the loopback. Undefined without `redis-server` on this machine. The caller stops it. */
export async function startRedisServer(): Promise<RedisServer | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return await serverOn(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      // Another process got the port meanwhile.
      if (attempt === attempts) throw error;
    }
  }
}

async function serverOn(port: number): Promise<RedisServer> {
  let child: ChildProcess | undefined = await launch(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      child ??= await launch(port);
    },
    stop: async () => {
      if (!child) return;
      const ending = once(child, 'exit');
      child.kill('SIGKILL');
      child = undefined;
      await ending;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  // The server ends with its spec, even a killed one.
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  await once(child, 'spawn');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Error(`redis-server did not start: ${said.slice(-500)}`));
    const timer = setTimeout(fail, patienceMs);
    child.once('exit', fail);
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!said.includes('Ready to accept connections')) return;
      clearTimeout(timer);
      child.off('exit', fail);
      child.stdout!.removeAllListeners('data').resume();
      resolve();
    });
  });
  await accepts(port);
  return child;
}

/** Waits for a connection: the log says ready before the first one is accepted. */
async function accepts(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}
