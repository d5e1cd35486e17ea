/**
 * Images and Compose file, as far as they can be tested without a Docker engine. The commands of a Dockerfile build, copy and start
 * here, in a folder that holds what `.dockerignore` leaves. Only `npm ci` is not run again.
 */

import { filesOf, projects, rootManifest, textOf } from '@frontage/architecture/tree';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../../..');
/** Working directory of every stage. */
const workdir = '/frontage/';

/** Apps that are deployed: those with a main.ts. The sample partner is to be copied. */
const apps = projects.flatMap(({ folder, manifest }) =>
  manifest.nx?.tags?.includes('type:app') && filesOf(`${folder}/src/main.ts`).length > 0 ? [folder] : [],
);

/** Clients whose pages are in the image of the app that serves them. */
const servedPages: Readonly<Record<string, string>> = { 'apps/web-bff': 'storefront' };

/** Instructions of a Dockerfile in order, continuation lines joined. */
const instructionsOf = (file: string): string[][] =>
  textOf(file)
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);

/** Test for paths that `.dockerignore` keeps from the engine: the last pattern that matches decides. */
function ignored(): (path: string) => boolean {
  const lines = textOf('.dockerignore').split('\n');
  const patterns = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const withFolders = (path: string): string[] =>
    path === '.' ? [] : [path, ...withFolders(dirname(path))].filter((each) => each !== '');
  return (path) => {
    const places = withFolders(path);
    const last = patterns.findLast((pattern) => places.some((place) => matchesGlob(place, pattern.replace(/^!/, ''))));
    return last !== undefined && !last.startsWith('!');
  };
}

/** Lays out the build context, with the packages that `npm ci` would have installed. */
async function layContext(folder: string): Promise<void> {
  const isIgnored = ignored();
  for (const name of await readdir(root)) {
    if (isIgnored(name)) continue;
    const filter = (from: string): boolean => from.endsWith('/tools') || !isIgnored(relative(root, from));
    await cp(join(root, name), join(folder, name), { recursive: true, filter });
  }
  const own = join(folder, 'node_modules', '@frontage');
  await mkdir(own, { recursive: true });
  const names = (await readdir(join(root, 'node_modules'))).filter(
    (name) => !name.startsWith('.') && name !== '@frontage',
  );
  await Promise.all([
    ...names.map((name) => symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))),
    ...projects.map(({ folder: place, manifest }) =>
      symlink(join(folder, place), join(own, manifest.name.slice('@frontage/'.length))),
    ),
  ]);
}

const run = (file: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(file, args, {
    cwd,
    env: { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, ...env },
  });

let context: string;
beforeAll(async () => {
  context = await mkdtemp(join(tmpdir(), 'frontage-context-'));
  await layContext(context);
}, 60_000);
afterAll(() => rm(context, { recursive: true, force: true }));

describe.each(apps)('%s/Dockerfile', (folder) => {
  const instructions = instructionsOf(`${folder}/Dockerfile`);
  const last = (name: string): string | undefined =>
    instructions.findLast(([instruction]) => instruction === name)?.[1];
  const built = `dist/${folder.slice('apps/'.length)}`;
  const pages = servedPages[folder];
  const lastStage = instructions.slice(instructions.findLastIndex(([instruction]) => instruction === 'FROM'));

  it('builds in stages, on the Node that the root pins', () => {
    const images = instructions.filter(([instruction]) => instruction === 'FROM').map(([, image]) => image);
    const major = rootManifest.devDependencies?.['node']?.split('.')[0];
    expect(images.length).toBeGreaterThan(1);
    for (const image of images) expect(image).toMatch(new RegExp(`^node:${major}-slim( AS [a-z]+)?$`));
  });

  it('installs from lock files, without install scripts, and into the image nothing that development needs', () => {
    const installs = instructions.filter(([name, rest]) => name === 'RUN' && rest?.includes('npm '));
    expect(installs.map(([, command]) => command)).toEqual([
      ...(pages === undefined ? [] : [`npm ci --ignore-scripts --workspace apps/${pages}`]),
      `npm ci --omit=dev --ignore-scripts --workspace ${folder} --workspace tools/bundle`,
      `cd ${built} && npm ci --omit=dev --ignore-scripts`,
    ]);
  });

  it('leaves nothing in the image but the bundle and what stands beside it', () => {
    expect(lastStage.filter(([name]) => name === 'COPY').map(([, copied]) => copied)).toEqual([
      `--from=build ${workdir}${built} ./`,
      ...(pages === undefined ? [] : [`--from=${pages} ${workdir}dist/${pages} ./${pages}/`]),
    ]);
  });

  it('runs as somebody who is not root, and gets signals itself', () => {
    const user = lastStage.findIndex(([name]) => name === 'USER');
    expect(lastStage[user]).toEqual(['USER', 'node']);
    expect(JSON.parse(last('CMD') ?? '')).toEqual(['node', 'main.mjs']);
    // A compile cache belongs to the user that fills it.
    expect(lastStage.findIndex(([name, rest]) => name === 'RUN' && rest?.includes('main.mjs'))).toBeGreaterThan(user);
  });

  it('builds what it copies, and starts it once to fill the compile cache', async () => {
    const builds = instructions.filter(([name, rest]) => name === 'RUN' && rest?.startsWith('node '));
    expect(builds).toHaveLength(pages === undefined ? 1 : 2);
    for (const [, build] of builds) await run('sh', ['-c', build!], context);
    if (pages !== undefined) await stat(join(context, 'dist', pages, 'index.html'));
    const copied = join(context, built);
    const files = await readdir(copied);
    expect(files).toEqual(expect.arrayContaining(['main.mjs', 'package.json', 'package-lock.json']));
    for (const page of filesOf(`${folder}/src/**/*.md`)) await stat(join(copied, 'files', page));
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
    const fill = lastStage.find(([name, rest]) => name === 'RUN' && rest?.includes('main.mjs'))?.[1];
    const cache = join(context, `${built}.cache`);
    await run('sh', ['-c', fill ?? 'false'], copied, { NODE_COMPILE_CACHE: cache });
    const kept = await readdir(cache, { recursive: true });
    const sizes = await Promise.all(kept.map(async (name) => (await stat(join(cache, name))).size));
    expect(Math.max(...sizes)).toBeGreaterThan(100_000);
  }, 60_000);

  it.each([
    [200, 'well'],
    [503, 'ill'],
  ])('takes %i from /livez for %s', async (status, health) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((req, res) => {
      asked.push(req.url);
      res.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const check = last('HEALTHCHECK') ?? '';
    const [command, ...args] = JSON.parse(check.slice(check.indexOf('['))) as [string, ...string[]];
    const port = String((server.address() as AddressInfo).port);
    const outcome = run(command, args, context, { PORT: port }).then(
      () => 'well',
      () => 'ill',
    );
    expect(await outcome).toBe(health);
    expect(asked).toEqual(['/livez']);
    server.close();
  });

  it('listens on every address of the container, and says when it is alive', () => {
    expect(last('ENV')).toMatch(/\bHOST=0\.0\.0\.0 PORT=(\d+)\b/);
    const port = /PORT=(\d+)/.exec(last('ENV') ?? '')?.[1];
    expect(last('EXPOSE')?.split(' ')).toContain(port);
    expect(last('HEALTHCHECK')).toContain('/livez');
  });

  it('is in production unless it is a mock', () => {
    expect(last('ENV')?.includes('NODE_ENV=production')).toBe(folder.endsWith('-bff'));
  });
});

describe('docker/compose.yaml', () => {
  interface Compose {
    readonly services: Readonly<
      Record<string, { image: string; ports: string[]; volumes: string[]; healthcheck: { test: string[] } }>
    >;
    readonly volumes: Readonly<Record<string, unknown>>;
  }
  const compose = parse(textOf('docker/compose.yaml')) as Compose;

  it('brings Redis, RabbitMQ and PostgreSQL', () => {
    const images = Object.values(compose.services).map(({ image }) => image.split(':')[0]);
    expect(images.sort()).toEqual(['postgres', 'rabbitmq', 'redis']);
  });

  it.each(Object.entries(compose.services))(
    '%s keeps to this machine, keeps its data, and says when it is healthy',
    (_, service) => {
      for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
      for (const volume of service.volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      expect(service.volumes.length).toBeGreaterThan(0);
      expect(service.healthcheck.test[0]).toBe('CMD');
    },
  );
});
