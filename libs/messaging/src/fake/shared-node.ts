/** RabbitMQ node that the spec files of one test run share: a start takes five seconds of a core. */

import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { evaluateAt, type ErlangNode } from './erlang.ts';
import { isInstalled } from './rabbitmq-server.ts';

/** Answer of the keeper of a node. */
export type Kept = { readonly url: string; readonly node: ErlangNode } | { readonly failure: string };

export interface VirtualHost {
  readonly url: string;
  evaluate(expression: string): Promise<void>;
}

const keeper = fileURLToPath(new URL('./keeper.main.ts', import.meta.url));

/** Process of the test run: Jest's, whose workers are its children. */
const runPid = process.send ? process.ppid : process.pid;

/**
 * Makes a virtual host of its own on the node of this test run. The first spec file that asks has the node started, by a process which
 * ends it with the run. Undefined where RabbitMQ is not installed.
 */
export async function openVirtualHost(): Promise<VirtualHost | undefined> {
  if (!isInstalled()) return undefined;
  const kept = await askKeeper();
  if ('failure' in kept) throw new Error(kept.failure);
  const { url, node } = kept;
  const name = `spec-${randomUUID()}`;
  const evaluate = (expression: string): Promise<void> => evaluateAt(node, expression);
  const all = '<<".*">>';
  await evaluate(`ok = rabbit_vhost:add(<<"${name}">>, <<"spec">>).`);
  await evaluate(
    `ok = rabbit_auth_backend_internal:set_permissions(<<"guest">>, <<"${name}">>, ${all}, ${all}, ${all}, <<"spec">>).`,
  );
  return { url: `${url}/${name}`, evaluate };
}

async function askKeeper(): Promise<Kept> {
  const path = join(tmpdir(), `frontage-rabbitmq-${runPid}.sock`);
  for (let isStarted = false; ; await delay(50)) {
    const answer = await answerAt(path);
    if (answer !== undefined) return JSON.parse(answer) as Kept;
    if (isStarted) continue;
    isStarted = true;
    // Left by a keeper that was killed, of a process that had this number.
    await rm(path, { force: true });
    // Of two that start at once, the second finds the path taken, and ends.
    const child = fork(keeper, [path, String(runPid)], { detached: true, execArgv: [], stdio: 'ignore' });
    child.disconnect();
    child.unref();
  }
}

/** Answer of the keeper who listens there. Undefined when nobody does. */
async function answerAt(path: string): Promise<string | undefined> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
  } catch {
    return undefined;
  }
  return text(socket);
}
