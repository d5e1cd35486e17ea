/** Released documents of APIs: what was promised, beside what is served now. */

import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakingChanges } from './breaking-changes.ts';
import type { ApiDocument } from './document.ts';
import type { Change } from './rules.ts';

/** Version of an app's API. Without `served` it is retired; without `released` nobody was promised it. */
export interface ApiVersion {
  /** `partner-bff` */
  readonly app: string;
  /** `v2` */
  readonly name: string;
  /** Text of the document that is served: `apps/<app>/openapi/<name>.json`. */
  readonly served: string | undefined;
  /** Text of the document as of the last release: `apps/<app>/released/<name>.json`. */
  readonly released: string | undefined;
}

/** Versions of all apps that have documents in `openapi/` or `released/`, by app and name. */
export function versionsIn(root: string): readonly ApiVersion[] {
  const files = globSync('apps/*/{openapi,released}/*.json', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const places = new Set(files.map((file) => file.replace(/\/(openapi|released)\//, '/')));
  const read = (app: string, folder: string, name: string): string | undefined => {
    const file = `apps/${app}/${folder}/${name}.json`;
    return files.includes(file) ? readFileSync(join(root, file), 'utf8') : undefined;
  };
  return [...places].sort().map((place) => {
    const [, app, name] = /^apps\/(.*)\/(.*)\.json$/.exec(place) as unknown as [string, string, string];
    return { app, name, served: read(app, 'openapi', name), released: read(app, 'released', name) };
  });
}

/** Changes since the release of a version that break its clients. None for one that was never released, or is retired. */
export const changesSince = ({ served, released }: ApiVersion): readonly Change[] =>
  served === undefined || released === undefined
    ? []
    : breakingChanges(JSON.parse(released) as ApiDocument, JSON.parse(served) as ApiDocument);

/** Complaints about a version, a line each: what CI refuses. */
export function complaintsOf(version: ApiVersion): readonly string[] {
  const { app, name, served, released } = version;
  if (released === undefined)
    return [`${app} ${name} is served and was never released: npm run api-diff -- release ${app}`];
  if (served === undefined)
    return [`${app} ${name} was released and is not served. Once its sunset is over, delete released/${name}.json`];
  return changesSince(version).map(({ rule, at, detail }) => `${rule}: ${at} ${detail}`);
}

/** Writes the served document as the released one. */
export function release(root: string, { app, name, served }: ApiVersion): void {
  if (served === undefined) throw new Error(`${app} ${name} is not served`);
  mkdirSync(join(root, 'apps', app, 'released'), { recursive: true });
  writeFileSync(join(root, 'apps', app, 'released', `${name}.json`), served);
}
