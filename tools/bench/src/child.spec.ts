import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from './child.ts';

let folder: string;
const children: Child[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontage-bench-spec-'));
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop()));
  await rm(folder, { recursive: true });
});

async function start(name: string, code: string, options: { logFile?: string } = {}): Promise<Child> {
  const entry = join(folder, `${name}.mjs`);
  await writeFile(entry, code);
  const child = startChild({ name, entry, ...options });
  children.push(child);
  return child;
}

const serving = "import { createServer } from 'node:http'; createServer().listen(0, '127.0.0.1');";
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a child of the bench', () => {
  it('says where it listens and what it has used, and ends when told', async () => {
    const child = await start('server', serving);
    expect(await child.port()).toBeGreaterThan(0);
    const [before, after] = [await child.usage(), await child.usage()];
    expect(before.cpuUs).toBeGreaterThan(0);
    expect(after.cpuUs).toBeGreaterThanOrEqual(before.cpuUs);
    expect(before.rssBytes).toBeGreaterThan(2 ** 20);
    await child.stop();
    expect(isAlive(child.pid)).toBe(false);
    await child.stop();
  });

  it('is given nothing of this environment but the path', async () => {
    const logFile = join(folder, 'env.log');
    const child = await start('env', `console.log(Object.keys(process.env).join()); ${serving}`, { logFile });
    await child.port();
    const names = (await readFile(logFile, 'utf8')).trim().split(',');
    expect(names.filter((name) => !/^(PATH|NODE_ENV|NODE_CHANNEL_.*|__CF.*)$/.test(name))).toEqual([]);
  });

  it('that dies says why to whoever waits for it', async () => {
    const child = await start('dying', "throw new Error('no such luck');");
    await expect(child.port()).rejects.toThrow(/dying ended \(1\)[^]*no such luck/);
    await expect(child.usage()).rejects.toThrow();
  });

  it('records a profile of what happens meanwhile', async () => {
    const child = await start('profiled', serving);
    await child.port();
    const file = join(folder, 'a.cpuprofile');
    const askMuch = async (): Promise<void> => {
      for (let time = 0; time < 50; time += 1) await child.usage();
    };
    await child.profile('cpu', askMuch, file);
    const profile = JSON.parse(await readFile(file, 'utf8')) as { nodes: unknown[]; samples: unknown[] };
    expect(profile.nodes.length).toBeGreaterThan(0);
    expect(profile.samples.length).toBeGreaterThan(0);
    await child.profile('allocations', askMuch, file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ head: { callFrame: { functionName: '(root)' } } });
  });
});
