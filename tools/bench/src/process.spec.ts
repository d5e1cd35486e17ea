import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CpuProfile } from './call-tree.ts';
import { startProcess, stopProcesses, type ProcessOptions } from './process.ts';
import { allocations, cpu, record } from './profile.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontage-bench-spec-'));
});
afterAll(async () => {
  await stopProcesses();
  await rm(folder, { recursive: true });
});

async function start(name: string, code: string, options: Partial<ProcessOptions> = {}) {
  const entry = join(folder, `${name}.mjs`);
  await writeFile(entry, code);
  return startProcess({ name, entry, ...options });
}

const serving = "import { createServer } from 'node:http'; createServer().listen(0, '127.0.0.1');";

describe('a process of the benchmark', () => {
  it('says where it listens and what it has used, and ends when told', async () => {
    const server = await start('server', serving);
    expect(await server.port()).toBeGreaterThan(0);
    const [before, after] = [await server.usage(), await server.usage()];
    expect(before.cpuUs).toBeGreaterThan(0);
    expect(after.cpuUs).toBeGreaterThanOrEqual(before.cpuUs);
    expect(before.rssBytes).toBeGreaterThan(2 ** 20);
    await stopProcesses();
    expect(() => process.kill(server.pid, 0)).toThrow('ESRCH');
    await stopProcesses();
  });

  it('is given nothing of this environment but the path', async () => {
    const logFile = join(folder, 'env.log');
    const child = await start('env', `console.log(Object.keys(process.env).join()); ${serving}`, { logFile });
    await child.port();
    const names = (await readFile(logFile, 'utf8')).trim().split(',');
    expect(names.filter((name) => !/^(PATH|NODE_ENV|NODE_CHANNEL_.*|__CF.*)$/.test(name))).toEqual([]);
  });

  it('that dies says so to all who wait for it', async () => {
    const dying = await start('dying', 'process.exit(3);');
    const used = dying.usage();
    await expect(dying.port()).rejects.toThrow('dying ended (3).');
    await expect(used).rejects.toThrow('dying ended (3).');
  });

  it('records a profile of what happens meanwhile', async () => {
    const { usage, functions, port } = await start('profiled', serving);
    await port();
    const askMuch = () => Promise.all(Array.from({ length: 50 }, usage));
    const time = await record<CpuProfile>(cpu, functions.inspect, askMuch);
    expect(time.samples.length).toBeGreaterThan(0);
    const memory = await record(allocations, functions.inspect, askMuch);
    expect(memory).toMatchObject({ head: { callFrame: { functionName: '(root)' } } });
  });
});
