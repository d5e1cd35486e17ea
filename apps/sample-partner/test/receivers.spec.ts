import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '..');
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const otherSecret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

const signature = (id: string, timestamp: string, body: string, by = secret): string => {
  const key = Buffer.from(by.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
};
const now = (): string => String(Math.floor(Date.now() / 1_000));
const bodyOf = (number: number): string =>
  JSON.stringify({ type: 'order.paid', timestamp: '2026-11-29T00:00:00.000Z', data: { number, name: 'Gérard' } });

const has = (program: string): boolean => spawnSync(program, ['-V'], { stdio: 'ignore' }).error === undefined;
const receivers = {
  TypeScript: [process.execPath, join(folder, 'src/receiver.main.ts')],
  ...(has('python3') && { Python: ['python3', join(folder, 'python/receiver.py')] }),
} as Readonly<Record<string, readonly string[]>>;
if (!('Python' in receivers)) process.stdout.write('SKIPPED receiver: Python is not installed\n');

interface Running {
  readonly url: string;
  /** Lines that were printed. */
  readonly lines: () => readonly string[];
  readonly child: ChildProcess;
}

async function start([program, ...args]: readonly string[]): Promise<Running> {
  const env = { PATH: process.env['PATH'], WEBHOOK_SECRET: secret, PORT: '0' };
  const child = spawn(program!, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const url = await new Promise<string>((found, failed) => {
    child.once('exit', (code) => failed(new Error(`ended with ${code}`)));
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /listening on (\S+)/.exec(said) ?? [];
      if (address !== undefined) found(address);
    });
  });
  return { url, child, lines: () => printed.split('\n').filter((line) => line !== '') };
}

describe.each(Object.entries(receivers))('the receiver in %s', (_name, command) => {
  let running: Running;
  beforeAll(async () => (running = await start(command)));
  afterAll(() => running.child.kill());

  interface Sent {
    readonly id?: string;
    readonly timestamp?: string;
    readonly body?: string;
    readonly signatures?: string;
  }
  const send = async ({ id = 'e-1', timestamp = now(), body = bodyOf(1), signatures }: Sent): Promise<number> => {
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures ?? signature(id, timestamp, body),
    };
    return (await fetch(running.url, { method: 'POST', headers, body })).status;
  };

  it('takes an event once, however often it comes, by any of several signatures', async () => {
    const [timestamp, body] = [now(), bodyOf(2)];
    const signatures = `${signature('e-2', timestamp, body, otherSecret)} ${signature('e-2', timestamp, body)}`;
    expect(await send({ id: 'e-2', timestamp, body, signatures })).toBe(204);
    expect(await send({ id: 'e-2', body })).toBe(204);
    expect(await send({ id: 'e-3', body: bodyOf(3) })).toBe(204);
    // Events that were answered have been printed; their lines may be on their way.
    while (running.lines().length < 2) await new Promise((go) => setImmediate(go));
    expect(running.lines().map((line) => JSON.parse(line))).toEqual([
      { id: 'e-2', ...JSON.parse(bodyOf(2)) },
      { id: 'e-3', ...JSON.parse(bodyOf(3)) },
    ]);
  });

  it.each<[string, Sent]>([
    ['a body that was changed', { body: bodyOf(9), signatures: signature('e-1', now(), bodyOf(1)) }],
    ['another secret', { signatures: signature('e-1', now(), bodyOf(1), otherSecret) }],
    ['another id', { signatures: signature('e-other', now(), bodyOf(1)) }],
    ['a timestamp of ten minutes ago', { timestamp: String(Number(now()) - 600) }],
    ['a timestamp of ten minutes ahead', { timestamp: String(Number(now()) + 600) }],
    ['a timestamp that is none', { timestamp: 'soon' }],
    ['no signature', { signatures: '' }],
    ['a signature of another scheme', { signatures: 'v2,AAAA' }],
  ])('refuses %s', async (_what, sent) => expect(await send(sent)).toBe(401));

  it('refuses what is too large, and goes on', async () => {
    const large = await send({ body: 'x'.repeat(100_000) }).catch(() => 413);
    expect(large).toBe(413);
    expect(await send({ id: 'e-4', body: bodyOf(4) })).toBe(204);
  });
});

const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
if (!hasOpenssl) process.stdout.write('SKIPPED page: OpenSSL is not installed\n');

(hasOpenssl ? it : it.skip)('the page about other languages tells the right signature', () => {
  const [, script] = /```sh\n(.*?)```/s.exec(readFileSync(join(folder, 'docs/verify.md'), 'utf8'))!;
  const cwd = mkdtempSync(join(tmpdir(), 'frontage-verify-'));
  const body = bodyOf(1);
  writeFileSync(join(cwd, 'body.json'), body);
  const env = {
    PATH: process.env['PATH'],
    WEBHOOK_ID: 'e-1',
    WEBHOOK_TIMESTAMP: '1764374400',
    WEBHOOK_SECRET: secret,
  };
  const { stdout } = spawnSync('sh', ['-c', script!], { cwd, env, encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  expect(`v1,${stdout.trim()}`).toBe(signature('e-1', '1764374400', body));
});
