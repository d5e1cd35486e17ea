/** The images and the Compose file, as far as they can be judged without a Docker engine. */

import { parse } from 'yaml';
import { projects, rootManifest, textOf } from './tree.ts';

const apps = projects.flatMap(({ folder, manifest }) => (manifest.nx?.tags?.includes('type:app') ? [folder] : []));

/** The instructions of a Dockerfile in order, continuation lines joined. */
const instructionsOf = (file: string): string[][] =>
  textOf(file)
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);

describe.each(apps)('%s/Dockerfile', (folder) => {
  const instructions = instructionsOf(`${folder}/Dockerfile`);
  const last = (name: string): string | undefined =>
    instructions.findLast(([instruction]) => instruction === name)?.[1];
  const lastStage = instructions.slice(instructions.findLastIndex(([instruction]) => instruction === 'FROM'));

  it('builds in stages, on the Node that the root pins', () => {
    const images = instructions.filter(([instruction]) => instruction === 'FROM').map(([, image]) => image);
    const major = rootManifest.devDependencies?.['node']?.split('.')[0];
    expect(images.length).toBeGreaterThan(1);
    for (const image of images) expect(image).toMatch(new RegExp(`^node:${major}-slim( AS [a-z]+)?$`));
  });

  it('installs this app from the lock file, without tools and without install scripts', () => {
    expect(last('RUN') ?? '').not.toContain('npm install');
    expect(instructions).toContainEqual(['RUN', `npm ci --omit=dev --ignore-scripts --workspace ${folder}`]);
  });

  it('runs as somebody who is not root, and gets signals itself', () => {
    expect(lastStage).toContainEqual(['USER', 'node']);
    expect(JSON.parse(last('CMD') ?? '')).toEqual(['node', `${folder}/src/main.ts`]);
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
