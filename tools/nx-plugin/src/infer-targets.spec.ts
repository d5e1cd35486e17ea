/** Targets that the real Nx infers with the plugin loaded, in a process of its own. */

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

interface Node {
  readonly name: string;
  readonly type: string;
  readonly data: {
    readonly root: string;
    readonly tags: readonly string[];
    readonly targets: Readonly<
      Record<string, { readonly options: { readonly command: string }; readonly cache?: boolean }>
    >;
  };
}

interface Graph {
  readonly nodes: Readonly<Record<string, Node>>;
  readonly dependencies: Readonly<Record<string, readonly { readonly source: string; readonly target: string }[]>>;
}

const root = resolve(import.meta.dirname, '../../..');

let graph: Graph;
beforeAll(async () => {
  const nx = resolve(root, 'node_modules/nx/dist/bin/nx.js');
  const { stdout } = await promisify(execFile)(process.execPath, [nx, 'graph', '--file=stdout'], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
    maxBuffer: 64 * 1024 * 1024,
  });
  graph = (JSON.parse(stdout.slice(stdout.indexOf('{'))) as { readonly graph: Graph }).graph;
}, 60_000);

const projects = (): readonly Node[] => Object.values(graph.nodes).filter(({ data }) => data.root !== '.');

it('gives every project lint and test, from its own folder', () => {
  expect(projects().length).toBeGreaterThan(20);
  for (const { data } of projects()) {
    expect(data.targets['lint']).toMatchObject({
      cache: true,
      options: { command: expect.stringContaining(` ${data.root}`) },
    });
    expect(data.targets['test']).toMatchObject({
      cache: true,
      options: { command: expect.stringContaining(`--roots ${data.root}`) },
    });
  }
});

it('lets an app be served, and nothing else', () => {
  const served = projects().filter(({ data }) => 'serve' in data.targets);
  const apps = projects().filter(({ data }) => data.tags.includes('type:app'));
  expect(served).toEqual(apps);
  expect(apps.map(({ type }) => type)).toEqual(apps.map(() => 'app'));
  for (const { data } of apps) expect(data.targets['serve']?.options.command).toBe(`node ${data.root}/src/main.ts`);
});

it('makes the root a project with the runs over the whole tree, and no other script', () => {
  expect(Object.keys(graph.nodes['frontage']?.data.targets ?? {}).sort()).toEqual(['format', 'lint', 'types']);
});

it('sees imports, not only manifests: a change to a lib affects who uses it', () => {
  const users = Object.values(graph.dependencies)
    .flat()
    .filter(({ target }) => target === '@frontage/errors')
    .map(({ source }) => source);
  expect(users).toEqual(expect.arrayContaining(['@frontage/call', '@frontage/http-server', '@frontage/upstream']));
  // The import in the lint configuration is the only sign of this dependency.
  expect(graph.dependencies['frontage']?.map(({ target }) => target)).toContain('@frontage/architecture');
});

it('draws a graph without circles', () => {
  const walked = new Set<string>();
  const circles = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [[...path.slice(path.indexOf(name)), name].join(' -> ')];
    if (walked.has(name)) return [];
    const found = (graph.dependencies[name] ?? []).flatMap(({ target }) => circles(target, [...path, name]));
    walked.add(name);
    return found;
  };
  expect(Object.keys(graph.nodes).flatMap((name) => circles(name, []))).toEqual([]);
});
