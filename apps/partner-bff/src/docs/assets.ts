/** Scripts and styles of the documentation: the look, our own, and those of Swagger UI as its package has them. */

import { lookCss } from '@frontage/look';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

const [script, style] = ['text/javascript; charset=utf-8', 'text/css; charset=utf-8'];

const files: Readonly<Record<string, { readonly type: string; readonly url: string }>> = {
  'docs.css': { type: style, url: new URL('assets/docs.css', import.meta.url).href },
  'reference.js': { type: script, url: new URL('assets/reference.js', import.meta.url).href },
  'swagger-ui.css': { type: style, url: import.meta.resolve('swagger-ui-dist/swagger-ui.css') },
  'swagger-ui-bundle.js': { type: script, url: import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js') },
};

/** Reads an asset; undefined for a name that is none. The system keeps files in memory, so that this process need not. */
export async function assets(name: string): Promise<Asset | undefined> {
  if (name === 'look.css') return { type: style, content: Buffer.from(lookCss) };
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  return file && { type: file.type, content: await readFile(fileURLToPath(file.url)) };
}
