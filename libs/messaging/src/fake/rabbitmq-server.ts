/** RabbitMQ node of one spec: the real program on free ports. The spec may kill, freeze and restart it. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@frontage/network-address/fake';
import { evaluateAt, type ErlangNode } from './erlang.ts';

export interface RabbitServer {
  readonly url: string;
  /** The node, as its neighbours know it. */
  readonly node: ErlangNode;
  /** Starts the node again, with what it had on its disk. */
  start(): Promise<void>;
  /** Kills the node, as a crash would. */
  kill(): Promise<void>;
  /** Evaluates an expression of Erlang in the node. */
  evaluate(expression: string): Promise<void>;
  /** Kills the node, and deletes its disk. */
  stop(): Promise<void>;
}

/** Program of Debian's package. The one on the path changes the user, and with it every variable. */
const program = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const patienceMs = 60_000;

/** Whether RabbitMQ is installed. */
export const isInstalled = (): boolean => existsSync(program);

/** Starts a node on free ports of the loopback. Undefined where RabbitMQ is not installed. The caller stops it. */
export async function startRabbitServer(): Promise<RabbitServer | undefined> {
  if (!isInstalled()) return undefined;
  const [port, distributionPort, epmdPort] = await freePorts(3);
  const folder = await mkdtemp(join(tmpdir(), 'rabbitmq-'));
  await writeFile(join(folder, 'plugins'), '[].');
  // An alarm for want of disk on the machine would block every publisher; specs raise alarms themselves.
  await writeFile(join(folder, 'rabbitmq.conf'), 'disk_free_limit.absolute = 1MB\n');
  const variables = {
    HOME: folder,
    RABBITMQ_NODENAME: `spec${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'absent'),
    // A name server of its own, which ends with the node.
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
  // The variables are given by `env`, on top of those of this process.
  const env = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const launched = new Set<ChildProcess>();
  const epmd = spawn('epmd', ['-port', String(epmdPort), '-address', '127.0.0.1'], { stdio: 'ignore' });
  await once(epmd, 'spawn');
  let child: ChildProcess | undefined;
  const killAll = (): void => {
    for (const one of launched) signal(one, 'SIGKILL');
    epmd.kill('SIGKILL');
  };
  process.once('exit', killAll);
  const start = async (): Promise<void> => {
    child ??= await launch(env, launched);
  };
  const kill = async (): Promise<void> => {
    if (!child) return;
    const ending = once(child, 'exit');
    signal(child, 'SIGKILL');
    child = undefined;
    await ending;
  };
  const stop = async (): Promise<void> => {
    await kill();
    killAll();
    process.off('exit', killAll);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const node = { distributionPort: distributionPort!, home: folder };
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    node,
    start,
    kill,
    evaluate: (expression) => evaluateAt(node, expression),
    stop,
  };
}

/** Signals the node: it runs below a shell, so its whole group gets it. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, name);
  } catch {
    // The node has ended.
  }
}

async function launch(env: readonly string[], launched: Set<ChildProcess>): Promise<ChildProcess> {
  const child = spawn('env', [...env, program], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  launched.add(child);
  child.once('exit', () => launched.delete(child));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => {
      signal(child, 'SIGKILL');
      reject(new Error(`rabbitmq-server did not start: ${said.slice(-1_000)}`));
    };
    const timer = setTimeout(fail, patienceMs);
    child.once('error', fail).once('exit', fail);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!said.includes('Server startup complete')) return;
      clearTimeout(timer);
      child.off('exit', fail);
      child.stdout.removeAllListeners('data').resume();
      child.stderr.removeAllListeners('data').resume();
      resolve();
    });
  });
  return child;
}
