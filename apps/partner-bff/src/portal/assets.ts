/** Modules and styles of the portal. Browsers run the modules as they are, but for comments: there is no build. */

import { lookCss } from '@frontage/look';
import { readFile } from 'node:fs/promises';

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

const [script, style] = ['text/javascript; charset=utf-8', 'text/css; charset=utf-8'];

/** Modules by name. A bundle has those that are named here beside it. */
const modules: Readonly<Record<string, URL>> = {
  'main.js': new URL('browser/main.js', import.meta.url),
  'api.js': new URL('browser/api.js', import.meta.url),
  'dom.js': new URL('browser/dom.js', import.meta.url),
  'form.js': new URL('browser/form.js', import.meta.url),
  'dialog.js': new URL('browser/dialog.js', import.meta.url),
  'hal.js': new URL('browser/hal.js', import.meta.url),
  'place.js': new URL('browser/place.js', import.meta.url),
  'problem.js': new URL('browser/problem.js', import.meta.url),
  'shown.js': new URL('browser/shown.js', import.meta.url),
  'login.js': new URL('browser/login.js', import.meta.url),
  'overview.js': new URL('browser/overview.js', import.meta.url),
  'usage.js': new URL('browser/usage.js', import.meta.url),
  'keys.js': new URL('browser/keys.js', import.meta.url),
  'webhooks.js': new URL('browser/webhooks.js', import.meta.url),
  'deliveries.js': new URL('browser/deliveries.js', import.meta.url),
};

/** Names of all modules. */
export const moduleNames: readonly string[] = Object.keys(modules);

/** Reads an asset; undefined for a name that is none. The system keeps files in memory, so that this process need not. */
export async function assets(name: string): Promise<Asset | undefined> {
  if (name === 'look.css') return { type: style, content: Buffer.from(lookCss) };
  if (name === 'portal.css')
    return { type: style, content: await readFile(new URL('browser/portal.css', import.meta.url)) };
  const file = Object.hasOwn(modules, name) ? modules[name] : undefined;
  return file && { type: script, content: Buffer.from(withoutComments(await readFile(file, 'utf8'))) };
}

/** Module without comments on whole lines: types and reasons are half of it. Each line stays where it is. */
const withoutComments = (source: string): string =>
  source.replaceAll(/^ *\/\*\*(?:(?!\*\/)[^])*\*\/$/gm, (comment) => comment.replaceAll(/[^\n]+/g, ''));
