import { bareEnv } from '@frontage/http-server/fake';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { anyPort } from './harness.ts';

const entry = resolve(import.meta.dirname, '../src/main.ts');
const dataDir = mkdtempSync(join(tmpdir(), 'frontage-process-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

/** Starts the process. `until` stops it with SIGTERM once its output says so. */
function run(env: Record<string, string>, until?: string) {
  const child = spawn(process.execPath, [entry], {
    env: { ...bareEnv(process.env), FRONTAGE_DATA_DIR: dataDir, ...anyPort, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (until !== undefined && stdout.includes(until)) child.kill('SIGTERM');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('the process', () => {
  it('starts on nothing but free ports, and stops when it is told to', async () => {
    const { code, stdout, stderr } = await run({}, '"msg":"serving"');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('"msg":"stopped"');
  }, 20_000);

  it('ends with 78 and one line about a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = await run({ REVIEWS_PORT: String(port) });
    taken.close();
    expect(code).toBe(78);
    expect(stderr.match(/REVIEWS_PORT: .*/g)).toEqual([
      `REVIEWS_PORT: 127.0.0.1:${port} cannot be listened on (EADDRINUSE); set REVIEWS_PORT to another port, or FRONTAGE_PORT_OFFSET to move all`,
    ]);
    expect(stderr).not.toContain('at ');
  }, 20_000);

  it('ends with 78 and names what is wrong with its configuration', async () => {
    const { code, stderr } = await run({ SERVICES: 'warehouse', LOG_LEVEL: 'loud' });
    expect(code).toBe(78);
    expect(stderr).toContain("SERVICES: there is no service 'warehouse'");
    expect(stderr).toContain('LOG_LEVEL: ');
  }, 20_000);
});
