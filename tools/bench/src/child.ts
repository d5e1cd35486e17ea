/** A process of the bench: started with the probe, asked what it used, and stopped. None outlives the bench. */

import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromChild, Profiled, ToChild, Usage } from './child-messages.ts';

export const root = resolve(import.meta.dirname, '../../..');
const probe = fileURLToPath(new URL('probe.ts', import.meta.url));

const startLimitMs = 30_000;
const stopGraceMs = 5_000;
/** What is kept of standard error, to say why a process ended. */
const tailLength = 4_000;

export interface ChildOptions {
  readonly name: string;
  /** The file that Node runs. */
  readonly entry: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where its log goes, as it would in production. Default: nowhere. */
  readonly logFile?: string;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** The port of its first server, once it listens. */
  port(): Promise<number>;
  usage(): Promise<Usage>;
  /** Hands over an order and waits for its outcome. */
  work(order: unknown): Promise<unknown>;
  /** Waits for an outcome that the process brings by itself. */
  outcome(): Promise<unknown>;
  /** Writes what happens in the meantime to a file. */
  profile(what: Profiled, during: () => Promise<void>, file: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a process. It is given nothing of this environment but the path: a `REDIS_URL` or a `NODE_OPTIONS` that happens to be set
 * must not decide who is faster.
 */
export function startChild({ name, entry, env = {}, logFile }: ChildOptions): Child {
  // The process writes its log itself: carrying it here would cost time beside what is measured.
  const log = logFile === undefined ? 'ignore' : openSync(logFile, 'a');
  const process_ = spawn(process.execPath, ['--import', probe, entry], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', log, 'pipe', 'ipc'],
  });
  if (log !== 'ignore') closeSync(log);
  const tail = keepTail(process_);
  const inbox = createInbox(process_, () => `${name} ended (${describe(process_)}).\n${tail()}`);
  // A process that has ended gets no message; whoever waits for its answer is told by the inbox.
  const send = (message: ToChild): void => void process_.send(message, () => undefined);
  const ask = <K extends FromChild['kind']>(message: ToChild, kind: K): Promise<MessageOf<K>> => {
    const answer = inbox.next(kind);
    send(message);
    return answer;
  };
  let port: Promise<number> | undefined;
  return {
    name,
    pid: process_.pid ?? 0,
    port: () => (port ??= within(startLimitMs, name, inbox.next('listening')).then((message) => message.port)),
    usage: async () => (await ask({ kind: 'usage' }, 'usage')).usage,
    work: async (order) => (await ask({ kind: 'work', order }, 'done')).outcome,
    outcome: async () => (await within(startLimitMs, name, inbox.next('done'))).outcome,
    profile: async (what, during, file) => {
      send({ kind: 'profile-start', what });
      await during();
      await ask({ kind: 'profile-stop', file }, 'profile');
    },
    stop: () => stop(process_),
  };
}

type MessageOf<K extends FromChild['kind']> = Extract<FromChild, { readonly kind: K }>;

interface Waiting {
  readonly kind: FromChild['kind'];
  readonly resolve: (message: FromChild) => void;
  readonly reject: (error: Error) => void;
}

/** Messages wait for whoever asks, and whoever asks waits for messages; both until the process ends. */
function createInbox(child: ChildProcess, why: () => string) {
  const arrived: FromChild[] = [];
  const waiting: Waiting[] = [];
  let ended: Error | undefined;
  const take = (index: number): Waiting => waiting.splice(index, 1)[0]!;
  child.on('message', (message: FromChild) => {
    if (message.kind === 'failed') {
      for (const { reject } of waiting.splice(0)) reject(new Error(message.message));
      return;
    }
    const index = waiting.findIndex(({ kind }) => kind === message.kind);
    if (index >= 0) take(index).resolve(message);
    else arrived.push(message);
  });
  child.on('close', () => {
    ended = new Error(why());
    for (const { reject } of waiting.splice(0)) reject(ended);
  });
  return {
    next: <K extends FromChild['kind']>(kind: K): Promise<MessageOf<K>> => {
      const index = arrived.findIndex((message) => message.kind === kind);
      if (index >= 0) return Promise.resolve(arrived.splice(index, 1)[0] as MessageOf<K>);
      if (ended) return Promise.reject(ended);
      return new Promise((resolve, reject) => {
        waiting.push({ kind, resolve: resolve as Waiting['resolve'], reject });
      });
    },
  };
}

/** Gives the last of what the process said on standard error. */
function keepTail(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-tailLength);
  });
  return () => text;
}

const describe = ({ exitCode, signalCode }: ChildProcess): string => `${exitCode ?? signalCode ?? 'unknown'}`;

async function within<T>(ms: number, name: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} is not ready after ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  const timer = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
  child.kill('SIGTERM');
  await closed;
  clearTimeout(timer);
}
