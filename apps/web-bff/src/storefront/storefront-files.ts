/** Files of the built storefront, read once: page, assets, and what the build has compressed ahead. */

import { entityTag } from '@frontage/http-server/context';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Coding = 'br' | 'gzip';
/** Codings in the order of preference, with the ending of their files. */
export const codings: readonly Coding[] = ['br', 'gzip'];
const endings: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz' };

export interface StorefrontFile {
  readonly body: Buffer;
  readonly compressed: Readonly<Partial<Record<Coding, Buffer>>>;
  readonly type: string;
  readonly tag: string;
}

export interface StorefrontFiles {
  /** Page of all routes. */
  readonly page: StorefrontFile;
  /** Assets by path: `/assets/main-Bx1.js`. Their names change with their content. */
  readonly assets: ReadonlyMap<string, StorefrontFile>;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Reads a build. Undefined when there is none in the folder. Only what is read here is ever served, so no path leads out of it. */
export function readStorefront(folder: string): StorefrontFiles | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const names = globSync('assets/*', { cwd: folder }).map((name) => name.replaceAll('\\', '/'));
  const served = names.filter((name) => typeOf(name) !== undefined);
  return {
    page: readOne(folder, 'index.html'),
    assets: new Map(served.map((name) => [`/${name}`, readOne(folder, name)])),
  };
}

const typeOf = (name: string): string | undefined => types[name.slice(name.lastIndexOf('.') + 1)];

function readOne(folder: string, name: string): StorefrontFile {
  const body = readFileSync(join(folder, name));
  const compressed = codings.flatMap((coding) => {
    const file = join(folder, `${name}${endings[coding]}`);
    return existsSync(file) ? [[coding, readFileSync(file)] as const] : [];
  });
  return { body, compressed: Object.fromEntries(compressed), type: typeOf(name)!, tag: entityTag({ body })! };
}
