import { freePort } from '@frontage/network-address/fake';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./lifecycle.main.ts', import.meta.url));

interface Process {
  readonly child: ChildProcess;
  readonly stdout: Promise<string>;
  readonly stderr: Promise<string>;
  readonly exited: Promise<unknown[]>;
}

let running: Process[] = [];
function start(env: Record<string, string>): Process {
  const child = fork(main, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const process_ = { child, stdout: text(child.stdout!), stderr: text(child.stderr!), exited: once(child, 'exit') };
  running.push(process_);
  return process_;
}
afterEach(() => {
  for (const { child } of running) child.kill('SIGKILL');
  running = [];
});

/** A port, and who holds it. */
async function heldPort(): Promise<{ readonly port: number; readonly holder: Server }> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  return { port: (holder.address() as AddressInfo).port, holder };
}

async function startOnFreePort(env: Record<string, string> = {}): Promise<Process & { readonly url: string }> {
  const port = await freePort();
  const started = start({ PORT: String(port), ...env });
  const ended = started.exited.then(async (how) => {
    throw new Error(`ended with ${how.join(' ')}: ${await started.stderr}`);
  });
  expect(await Promise.race([once(started.child, 'message'), ended])).toEqual(['started', undefined]);
  // The end comes later, and is expected.
  ended.catch(() => undefined);
  return { ...started, url: `http://127.0.0.1:${port}` };
}

describe('a process', () => {
  it('told to end, is not ready at once and keeps serving for as long as it was told', async () => {
    const { child, url, exited, stdout } = await startOnFreePort({ DRAIN_DELAY_MS: '60000' });
    const held = fetch(`${url}/hold`);
    await once(child, 'message');
    child.kill('SIGTERM');
    let ready: number;
    do ready = (await fetch(`${url}/readyz`)).status;
    while (ready === 200);
    expect(ready).toBe(503);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    child.send('release');
    expect(await (await held).text()).toBe('held and answered');
    child.kill('SIGKILL');
    await exited;
    expect(await stdout).toContain('draining');
  });

  it('closes what it was composed of, after the last request', async () => {
    const { child, url, exited, stdout } = await startOnFreePort();
    const held = fetch(`${url}/hold`);
    await once(child, 'message');
    child.kill('SIGTERM');
    child.send('release');
    expect(await (await held).text()).toBe('held and answered');
    expect(await exited).toEqual([0, null]);
    const log = await stdout;
    expect(log.indexOf('request served')).toBeLessThan(log.indexOf('composition closed'));
    expect(log.indexOf('composition closed')).toBeGreaterThan(0);
  });

  it('ends answers without an end of their own, and then itself', async () => {
    const { child, url, exited, stdout } = await startOnFreePort();
    const stream = await fetch(`${url}/stream`);
    child.kill('SIGTERM');
    expect(await stream.text()).toBe('retry: 1000\n\n');
    expect(await exited).toEqual([0, null]);
    expect(await stdout).toContain('composition closed');
  });

  it('closes the connections of requests that take longer than it may wait', async () => {
    const { child, url, exited, stdout } = await startOnFreePort({ DRAIN_LIMIT_MS: '0' });
    const held = fetch(`${url}/hold`);
    await once(child, 'message');
    child.kill('SIGTERM');
    await expect(held).rejects.toThrow('fetch failed');
    expect(await exited).toEqual([0, null]);
    expect(await stdout).toContain('composition closed');
  });

  it('ends when its supervisor is gone, and ignores Ctrl-C while it is there', async () => {
    const { child, url, exited } = await startOnFreePort();
    child.kill('SIGINT');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.disconnect();
    expect(await exited).toEqual([0, null]);
  });

  it('exits with 78 and one line for each bad variable, before it opens a port', async () => {
    const { exited, stderr } = start({ PORT: '99999', LOG_LEVEL: 'loud', REPLICAS: 'many' });
    expect(await exited).toEqual([78, null]);
    const lines = (await stderr).trim().split('\n');
    expect(lines[0]).toContain('lifecycle:');
    for (const name of ['PORT', 'LOG_LEVEL', 'REPLICAS'])
      expect(lines.some((line) => line.includes(`${name}: `))).toBe(true);
  });

  it('exits with 78 when its stack is not whole, and names everything that is wrong with it', async () => {
    const { exited, stderr } = start({ PORT: '0', NO_LIMITS: 'yes', NO_ACCESS: 'yes' });
    expect(await exited).toEqual([78, null]);
    expect((await stderr).trim().split('\n')).toEqual([
      'lifecycle: ',
      "  the stack lacks the stage 'limit'",
      "  a stage 'routes' declares no access",
    ]);
  });

  it('exits with 78 when its port is taken, and names port and variable', async () => {
    const { port, holder } = await heldPort();
    const { exited, stderr } = start({ PORT: String(port) });
    expect(await exited).toEqual([78, null]);
    expect(await stderr).toMatch(new RegExp(`PORT: .*:${port} .*EADDRINUSE.*set PORT`));
    holder.close();
  });

  it('exits with 1, and says why, when something fails that no request waits for', async () => {
    const { url, exited, stdout } = await startOnFreePort();
    await fetch(`${url}/bug`).catch(() => undefined);
    expect(await exited).toEqual([1, null]);
    expect(await stdout).toContain('nobody waits for this');
  });
});
