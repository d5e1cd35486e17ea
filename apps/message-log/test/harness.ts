/** The process, started as the runner does, on a port and a folder of its own. */

import { bareEnv } from '@frontage/http-server/fake';
import { openMessaging, type Messaging } from '@frontage/messaging';
import { freePort } from '@frontage/network-address/fake';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  /** Resolves when it serves. */
  readonly serving: Promise<void>;
  readonly ended: Promise<{ readonly code: unknown; readonly err: string }>;
}

export interface Place {
  readonly url: string;
  readonly origin: string;
  readonly env: Readonly<Record<string, string>>;
  start(env?: Readonly<Record<string, string>>): Started;
  connect(): Promise<Messaging>;
  /** Closes connections, kills processes and removes the folder. */
  close(): Promise<void>;
}

export async function makePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'message-log-'));
  const port = await freePort();
  const url = `log://127.0.0.1:${port}`;
  const env = { FRONTAGE_DATA_DIR: folder, PORT: String(port) };
  const started: Started[] = [];
  const open: Messaging[] = [];
  return {
    url,
    origin: `http://127.0.0.1:${port}`,
    env,
    start: (more = {}) => {
      const child = fork(main, { env: { ...bareEnv(process.env), ...env, ...more }, execArgv: [], silent: true });
      let out = '';
      const serving = new Promise<void>((resolve) => {
        child.stdout!.on('data', (chunk) => (out += String(chunk)).includes('"serving"') && resolve());
      });
      const ended = Promise.all([once(child, 'exit'), text(child.stderr!)]).then(([[code], err]) => ({
        code: code as unknown,
        err,
      }));
      const one = { child, serving, ended };
      started.push(one);
      return one;
    },
    connect: async () => {
      const messaging = await openMessaging(
        { MESSAGE_LOG_URL: url },
        { name: 'spec', log: { warn: () => undefined, error: () => undefined } },
      );
      open.push(messaging!);
      return messaging!;
    },
    close: async () => {
      await Promise.all(open.map((messaging) => messaging.close()));
      for (const { child } of started) child.kill('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
