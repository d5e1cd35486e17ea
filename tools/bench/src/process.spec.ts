import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type BenchProcess, type ProcessOptions } from './process.ts';

let folder: string;
const processes: BenchProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontage-bench-spec-'));
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.stop()));
  await rm(folder, { recursive: true });
});

async function start(name: string, code: string, options: Partial<ProcessOptions> = {}): Promise<BenchProcess> {
  const entry = join(folder, `${name}.mjs`);
  await writeFile(entry, code);
  const started = startProcess({ name, entry, ...options });
  processes.push(started);
  return started;
}

const serving = "import { createServer } from 'node:http'; createServer().listen(0, '127.0.0.1');";
const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown[]>;

describe('a process of the benchmark', () => {
  it('says where it listens and what it has used, and ends when told', async () => {
    const server = await start('server', serving);
    expect(await server.port()).toBeGreaterThan(0);
    const [before, after] = [await server.functions.usage(), await server.functions.usage()];
    expect(before.cpuUs).toBeGreaterThan(0);
    expect(after.cpuUs).toBeGreaterThanOrEqual(before.cpuUs);
    expect(before.rssBytes).toBeGreaterThan(2 ** 20);
    await server.stop();
    expect(() => process.kill(server.pid, 0)).toThrow('ESRCH');
    await server.stop();
  });

  it('is given nothing of this environment but the path', async () => {
    const logFile = join(folder, 'env.log');
    const child = await start('env', `console.log(Object.keys(process.env).join()); ${serving}`, { logFile });
    await child.port();
    const names = (await readFile(logFile, 'utf8')).trim().split(',');
    expect(names.filter((name) => !/^(PATH|NODE_ENV|NODE_CHANNEL_.*|__CF.*)$/.test(name))).toEqual([]);
  });

  it('that dies says why to all who wait for it', async () => {
    const dying = await start('dying', "throw new Error('no such luck');");
    const used = dying.functions.usage();
    await expect(dying.port()).rejects.toThrow(/dying ended \(1\)[^]*no such luck/);
    await expect(used).rejects.toThrow('no such luck');
  });

  it('records a profile of what happens meanwhile', async () => {
    const { profile, functions, port } = await start('profiled', serving);
    await port();
    const file = join(folder, 'a.cpuprofile');
    const askMuch = () => Promise.all(Array.from({ length: 50 }, () => functions.usage()));
    await profile('cpu', askMuch, file);
    expect((await read(file))['samples']!.length).toBeGreaterThan(0);
    await profile('allocations', askMuch, file);
    expect(await read(file)).toMatchObject({ head: { callFrame: { functionName: '(root)' } } });
  });
});
