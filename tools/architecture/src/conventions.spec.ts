/** Conventions that a tool can check: names, tags, versions, owners. */

import { posix } from 'node:path';
import { loadBffs } from './proofs.ts';
import { filesOf, jsonOf, projects, rootManifest, textOf, type Manifest, type Project } from './tree.ts';

const scopes = ['scope:web', 'scope:mobile', 'scope:partner', 'scope:shared', 'scope:mocks'];
const types = [
  'type:app',
  'type:client',
  'type:chassis',
  'type:edge',
  'type:service-client',
  'type:fake',
  'type:transport',
  'type:foundation',
  'type:test-support',
  'type:proof',
  'type:tool',
];

const named = (some: readonly Project[]) => some.map((project) => ({ name: project.manifest.name, ...project }));
const tagged = (tag: string): readonly Project[] => projects.filter(({ manifest }) => manifest.nx?.tags?.includes(tag));
const apps = tagged('type:app');
const sources = filesOf('{apps,libs,tools}/**/*.{ts,tsx}');

describe.each(named(projects))('$name', ({ folder, manifest }) => {
  it('carries two tags: who and what', () => {
    const tags = manifest.nx?.tags ?? [];
    expect(tags).toHaveLength(2);
    expect(scopes).toContain(tags[0]);
    expect(types).toContain(tags[1]);
  });

  it('is named after its folder', () => {
    const isClient = manifest.nx?.tags?.includes('type:service-client');
    const base = folder.split('/').slice(folder.endsWith('/fake') ? -2 : -1);
    expect(manifest.name).toBe(`@frontage/${base.join('-')}${isClient ? '-client' : ''}`);
  });

  it('lies where its type belongs', () => {
    const type = manifest.nx?.tags?.[1];
    const place = type === 'type:app' || type === 'type:client' ? 'apps' : type === 'type:tool' ? 'tools' : 'libs';
    expect(folder.split('/')[0]).toBe(place);
    expect(folder.startsWith('libs/service-clients/')).toBe(type === 'type:service-client' || type === 'type:fake');
  });

  it('is private and ESM', () => {
    expect({ private: manifest.private, type: manifest.type }).toEqual({ private: true, type: 'module' });
  });

  it('exports files by name, never by pattern', () => {
    for (const [path, target] of Object.entries(manifest.exports ?? {})) {
      expect(path).toMatch(/^\.(\/[a-z0-9-]+)*(\.css)?$/);
      expect(target).toMatch(/^\.\/src\/[a-z0-9./-]+\.(ts|css)$/);
      expect(filesOf(posix.join(folder, target as string))).toHaveLength(1);
    }
  });

  it('pins every package exactly', () => {
    expect(loose(manifest)).toEqual([]);
  });
});

describe('apps', () => {
  it.each(named(apps))('$name asks for Node 24 and exports nothing', ({ manifest }) => {
    expect(manifest.engines).toEqual({ node: '>=24' });
    expect(manifest.exports).toBeUndefined();
  });

  it.each(named(apps.filter(({ folder }) => filesOf(`${folder}/src/main.ts`).length > 0)))(
    '$name starts in at most 20 lines and reads its configuration in one file',
    ({ folder }) => {
      expect(textOf(`${folder}/src/main.ts`).trimEnd().split('\n').length).toBeLessThanOrEqual(20);
      expect(filesOf(`${folder}/src/config.ts`)).toHaveLength(1);
    },
  );

  it.each(named(apps))('$name says in one typed value what it proves', ({ folder }) => {
    expect(textOf(`${folder}/proof/index.ts`)).toMatch(/^export const proof = \{[\s\S]*\} satisfies (App|Bff)Proof;$/m);
    for (const file of filesOf(`${folder}/proof/*.proof.ts`))
      expect(textOf(file)).toMatch(/^export const proof = \{[\s\S]*\} satisfies \w+FeatureProof;$/m);
  });

  it('are unknown by name to the tools that prove them', async () => {
    const names = (await loadBffs()).map(({ name }) => name);
    const tools = filesOf('tools/{architecture,authorization,documents,kill-matrix}/{src,test}/**/*.ts');
    const naming = tools.filter((file) => names.some((name) => textOf(file).includes(name)));
    expect(names.length).toBeGreaterThan(1);
    expect(naming).toEqual(['tools/architecture/src/boundaries.spec.ts', 'tools/architecture/src/import-bans.ts']);
  });

  const bffs = apps.filter(({ manifest }) => !manifest.nx?.tags?.includes('scope:mocks'));
  it.each(named(bffs.filter(({ folder }) => filesOf(`${folder}/src/main.ts`).length > 0)))(
    '$name has the skeleton of a BFF',
    ({ folder }) => {
      const files = filesOf(`${folder}/src/*.ts`).map((file) => posix.basename(file));
      expect(files).toEqual(expect.arrayContaining(['main.ts', 'config.ts', 'compose.ts', 'server.ts']));
      expect(filesOf(`${folder}/src/features/*/*`).length).toBeGreaterThan(0);
    },
  );
});

describe('names', () => {
  it('no drawer hides its subject', () => {
    const drawer = /(^|\/)(common|shared|utils?|types|core|helpers?|misc|stuff)(\/|\.ts$)/;
    expect(filesOf('{apps,libs,tools}/**/*').filter((file) => drawer.test(file))).toEqual([]);
  });

  it('source files are kebab-case with their role as a suffix', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/;
    expect(sources.filter((file) => !kebab.test(posix.basename(file)))).toEqual([]);
  });

  it('every source file is seen by the type check', () => {
    const seen =
      /^(apps\/[^/]+|tools\/[^/]+|libs\/[^/]+|libs\/service-clients\/[^/]+(\/fake)?)\/(src|test)\/|^apps\/[^/]+\/proof\//;
    expect(sources.filter((file) => !seen.test(file))).toEqual([]);
  });
});

describe('versions', () => {
  interface Locked {
    readonly version?: string;
    readonly resolved?: string;
    readonly link?: boolean;
    readonly optional?: boolean;
    readonly devOptional?: boolean;
    readonly os?: readonly string[];
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  }
  const locked = jsonOf<{ readonly packages: Readonly<Record<string, Locked>> }>('package-lock.json').packages;

  it('the root holds tools only, pinned exactly', () => {
    expect(rootManifest.dependencies).toBeUndefined();
    expect(loose(rootManifest)).toEqual([]);
    expect(Object.values(rootManifest.overrides ?? {}).filter((version) => !exact.test(version))).toEqual([]);
  });

  it('a package has one version wherever it is declared', () => {
    const versions = new Map<string, Set<string>>();
    for (const manifest of [rootManifest, ...projects.map((project) => project.manifest)])
      for (const [name, version] of declared(manifest))
        versions.set(name, (versions.get(name) ?? new Set()).add(version));
    expect([...versions].filter(([, some]) => some.size > 1).map(([name, some]) => [name, ...some])).toEqual([]);
  });

  it('every nx package stands on one version', () => {
    const nx = Object.entries(locked).filter(([path]) => /node_modules\/(nx|@nx\/[^/]+)$/.test(path));
    expect(nx.length).toBeGreaterThan(3);
    expect([...new Set(nx.map(([, { version }]) => version))]).toEqual([rootManifest.devDependencies?.['nx']]);
  });

  it('the lock file names no registry', () => {
    const addresses = Object.values(locked).flatMap(({ link, resolved }) => (link || !resolved ? [] : [resolved]));
    expect(addresses).toEqual([]);
  });

  it('the lock file holds the packages of every platform, not only of the one it was made on', () => {
    const missing = Object.entries(locked).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {})
        .filter((name) => !reachable(path, name))
        .map((name) => `${path} -> ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('no package that must be there is bound to one platform', () => {
    const bound = Object.entries(locked).filter(([, entry]) => entry.os && !entry.optional && !entry.devOptional);
    expect(bound.map(([path]) => path)).toEqual([]);
  });

  /** Whether a package installed at `path` finds `name` by Node's resolution. */
  function reachable(path: string, name: string): boolean {
    for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
      if (locked[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
      if (from === '') return false;
      if (!from.includes('/node_modules/')) from = '';
    }
  }
});

describe('contracts', () => {
  /** Paths of lists without `maxItems`. */
  const endless = (value: unknown, way: string): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const here = 'type' in value && value.type === 'array' && !('maxItems' in value) ? [way] : [];
    return [...here, ...Object.entries(value).flatMap(([name, member]) => endless(member, `${way}/${name}`))];
  };

  it('say how much may come at most', () => {
    const documents = filesOf('libs/service-clients/*/openapi.json');
    expect(documents.length).toBeGreaterThan(4);
    expect(documents.flatMap((file) => endless(jsonOf(file), file))).toEqual([]);
  });
});

describe('owners', () => {
  const lines = textOf('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/\s+/));
  const linesFor = (folder: string) => lines.filter(([pattern]) => `/${folder}/`.startsWith(pattern!));

  it('each line is a folder or the fallback, and names a team', () => {
    for (const [pattern, ...owners] of lines) {
      expect(pattern).toMatch(/^(\*|\/([a-z-]+\/)+)$/);
      expect(owners).toEqual([expect.stringMatching(/^@frontage\/[a-z]+$/)]);
      if (pattern !== '*') expect(filesOf(`${pattern!.slice(1)}**/package.json`)).not.toEqual([]);
    }
  });

  it('the fallback stands first, because the last match wins', () => {
    expect(lines[0]?.[0]).toBe('*');
  });

  it.each(named(projects))('$name has an owner of its own', ({ folder }) => {
    expect(linesFor(folder)).not.toEqual([]);
  });

  it.each(named([...apps, ...tagged('type:client'), ...tagged('type:service-client')]))(
    '$name has a line of its own',
    ({ folder }) => {
      expect(linesFor(folder).at(-1)?.[0]).toBe(`/${folder}/`);
    },
  );
});

describe('decisions', () => {
  const pages = filesOf('docs/adr/[0-9]*.md');

  it.each(pages)('%s has a number, a status, a date and three parts, and stands in the index', (page) => {
    const text = textOf(page);
    expect(posix.basename(page)).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    expect(text).toMatch(/^# \d{4} .+\n\nStatus: (accepted|superseded by \d{4}), \d{4}-\d{2}-\d{2}\n/);
    for (const part of ['Context', 'Decision', 'Consequences']) expect(text).toContain(`\n## ${part}\n`);
    expect(textOf('docs/adr/README.md')).toContain(`(${posix.basename(page)})`);
  });

  it('numbers are used once', () => {
    const numbers = pages.map((page) => posix.basename(page).slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('every library in production has its line', () => {
    const picks = new Set(
      [...textOf('docs/adr/0010-library-picks.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name),
    );
    const used = projects
      .filter(({ folder }) => !folder.startsWith('tools/'))
      .flatMap(({ manifest }) => Object.keys(manifest.dependencies ?? {}))
      .filter((name) => !isOurs(name));
    expect([...new Set(used)].filter((name) => !picks.has(name))).toEqual([]);
  });
});

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

function isOurs(name: string): boolean {
  return name.startsWith('@frontage/');
}

function declared({ dependencies, devDependencies }: Manifest): [string, string][] {
  return [...Object.entries(dependencies ?? {}), ...Object.entries(devDependencies ?? {})];
}

/** Dependencies with a loose version. Packages of this repository are linked by `*`; all others are exact. */
function loose(manifest: Manifest): string[] {
  return declared(manifest)
    .filter(([name, version]) => (isOurs(name) ? version !== '*' : !exact.test(version)))
    .map(([name, version]) => `${name}@${version}`);
}
