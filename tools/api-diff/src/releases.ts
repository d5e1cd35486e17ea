/** Released documents of APIs: what was promised, beside what is served now. */

import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakingChanges } from './breaking-changes.ts';
import type { ApiDocument } from './document.ts';
import { documentsOf, manifestFile, releasedManifestFile } from './graphql/client-documents.ts';
import { schemaChanges } from './graphql/schema-changes.ts';
import { isWarning, type Change } from './rules.ts';

/** Version of an app's API. Without `served` it is retired; without `released` nobody was promised it. */
export interface ApiVersion {
  /** `partner-bff` */
  readonly app: string;
  /** `v2`; `openapi` and `schema` for APIs and schemas of one version, which has no name. */
  readonly name: string;
  /** File of the document of its last release, from the app's folder: `released/v2.json`, `released/schema.graphql`. */
  readonly file: string;
  /** Text of the document that is served: `apps/<app>/openapi/<name>.json`, `apps/<app>/openapi.json`, `apps/<app>/schema.graphql`. */
  readonly served: string | undefined;
  /** Text of the document as of the last release. */
  readonly released: string | undefined;
  /** Compares two documents. */
  readonly compare: (released: string, served: string) => readonly Change[];
}

const schemaFile = 'schema.graphql';

/** Versions of all apps that have documents, by app and name. */
export const versionsIn = (root: string): readonly ApiVersion[] =>
  [...openapiVersions(root), ...schemas(root)].toSorted((a, b) =>
    `${a.app} ${a.name}` < `${b.app} ${b.name}` ? -1 : 1,
  );

/** Name of the document of an API that has one version. */
const onlyDocument = 'openapi';

function openapiVersions(root: string): readonly ApiVersion[] {
  const files = globSync(['apps/*/{openapi,released}/*.json', `apps/*/${onlyDocument}.json`], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith(`/${releasedManifestFile}`));
  const places = new Set(files.map((file) => file.replace(/\/(openapi|released)\//, '/')));
  const read = (app: string, path: string): string | undefined => {
    const file = `apps/${app}/${path}.json`;
    return files.includes(file) ? readFileSync(join(root, file), 'utf8') : undefined;
  };
  return [...places].sort().map((place) => {
    const [, app, name] = /^apps\/(.*)\/(.*)\.json$/.exec(place) as unknown as [string, string, string];
    return {
      ...{ app, name, released: read(app, `released/${name}`) },
      served: read(app, name === onlyDocument ? name : `openapi/${name}`),
      file: `released/${name}.json`,
      compare: (before, after) => breakingChanges(JSON.parse(before) as ApiDocument, JSON.parse(after) as ApiDocument),
    };
  });
}

/** Schemas of GraphQL. Their clients are known: what breaks is what an operation of the manifest notices. */
function schemas(root: string): readonly ApiVersion[] {
  const files = globSync(`apps/*/{,released/}${schemaFile}`, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const read = (file: string): string | undefined =>
    files.includes(file) ? readFileSync(join(root, file), 'utf8') : undefined;
  return [...new Set(files.map((file) => file.split('/')[1]!))].map((app) => ({
    ...{ app, name: 'schema', file: `released/${schemaFile}` },
    ...{ served: read(`apps/${app}/${schemaFile}`), released: read(`apps/${app}/released/${schemaFile}`) },
    compare: (before, after) => schemaChanges(before, after, { root, documents: documentsOf(root, app) }),
  }));
}

/** Changes since the release of a version that its clients notice. None for one that was never released, or is retired. */
const noticedSince = ({ served, released, compare }: ApiVersion): readonly Change[] =>
  served === undefined || released === undefined ? [] : compare(released, served);

/** Changes since the release of a version that break its clients. */
export const changesSince = (version: ApiVersion): readonly Change[] =>
  noticedSince(version).filter((change) => !isWarning(change));

/** Warnings about a version, a line each. */
export const warningsOf = (version: ApiVersion): readonly string[] =>
  noticedSince(version).filter(isWarning).map(lineOf);

/** Line about a change. */
export const lineOf = ({ rule, at, detail }: Change): string => `${rule}: ${at} ${detail}`;

/** Complaints about a version, a line each: what CI refuses. */
export function complaintsOf(version: ApiVersion): readonly string[] {
  const { app, name, file, served, released } = version;
  if (released === undefined)
    return [`${app} ${name} is served and was never released: npm run api-diff -- release ${app}`];
  if (served === undefined)
    return [`${app} ${name} was released and is not served. Once its sunset is over, delete ${file}`];
  return changesSince(version).map(lineOf);
}

/**
 * Writes the served document as the released one; of a schema the manifest of its clients, too, whose documents stay from then on. Returns
 * whether anything is new.
 */
export function release(root: string, { app, name, file, served, released }: ApiVersion): boolean {
  if (served === undefined) throw new Error(`${app} ${name} is not served`);
  mkdirSync(join(root, 'apps', app, 'released'), { recursive: true });
  writeFileSync(join(root, 'apps', app, file), served);
  const [manifest, before] = [manifestFile, releasedManifestFile].map((each) => textIn(join(root, 'apps', app, each)));
  const hasManifest = file === `released/${schemaFile}` && manifest !== undefined;
  if (hasManifest) writeFileSync(join(root, 'apps', app, releasedManifestFile), manifest);
  return served !== released || (hasManifest && manifest !== before);
}

const textIn = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
