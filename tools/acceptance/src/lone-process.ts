/** A process of ours, started apart from the house. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface LoneProcess {
  /** The output so far. */
  readonly output: () => string;
  /** Ends it as a crash would, and waits for its end. */
  readonly crash: () => Promise<void>;
}

/** Starts an app of `apps/` and waits until `readyUrl` answers 200. */
export async function startAlone(
  app: string,
  { env, readyUrl }: { readonly env: Readonly<Record<string, string>>; readonly readyUrl: string },
): Promise<LoneProcess> {
  const entry = fileURLToPath(new URL(`../../../apps/${app}/src/main.ts`, import.meta.url));
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'exit');
  const crash = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    if (await isReady(readyUrl)) return { output: () => output, crash };
  }
  await crash();
  throw new Error(`${app} is not ready at ${readyUrl}: ${output}`);
}

const isReady = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ status }) => status === 200,
    () => false,
  );
