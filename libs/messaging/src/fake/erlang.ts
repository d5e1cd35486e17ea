/** Erlang expressions, evaluated in a node of RabbitMQ. */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

/** Node on this machine, as a process that may tell it what to do needs it. */
export interface ErlangNode {
  readonly distributionPort: number;
  /** Folder of its user, with the cookie. */
  readonly home: string;
}

/** Program of Erlang itself, written in C: which takes milliseconds where `rabbitmqctl` starts an Erlang of its own. */
const program = 'erl_call';

/** Evaluates an expression. Throws what the node has to say against it. */
export async function evaluateAt({ distributionPort, home }: ErlangNode, expression: string): Promise<void> {
  // Names that it draws itself (`-r`) are those of the second: two callers at once would be one node to the other side.
  const name = `spec-${randomUUID()}`;
  const args = [`HOME=${home}`, program, '-h', name, '-address', `127.0.0.1:${distributionPort}`, '-e'];
  const call = spawn('env', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  call.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  call.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  call.stdin.end(`${expression}\n`);
  const [code] = (await once(call, 'close')) as [number];
  if (code !== 0 || !said.startsWith('{ok,')) throw new Error(`${program} failed: ${said}`);
}
