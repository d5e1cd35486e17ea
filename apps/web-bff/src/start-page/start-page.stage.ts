/** Start page at `/`: links for developers, until the shop has a frontend. */

import { contextOf } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import express, { type RequestHandler } from 'express';
import { readFileSync } from 'node:fs';

/** Content-Security-Policy: one stylesheet and one script, both from this origin; nothing inline. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const read = (file: string): string => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');

/** Serves the page. `debug` adds a link to GraphiQL. */
export function startPage({ debug }: { readonly debug: boolean }): Stage {
  const router = express.Router({ caseSensitive: true, strict: true });
  const serve = (path: string, type: string, content: string): void => {
    const handle: RequestHandler = (_, res) => {
      contextOf(res).route = path;
      res.setHeader('Content-Security-Policy', policy).setHeader('Cache-Control', 'no-cache');
      res.type(type).send(content);
    };
    router.get(path, handle);
  };
  const developer = /\s*<!-- development -->[^]*<!-- \/development -->/;
  serve('/', 'html', debug ? read('start.html') : read('start.html').replace(developer, ''));
  serve('/start/start.css', 'css', read('start.css'));
  serve('/start/start.js', 'js', read('start.js'));
  return routes({ access: 'public' }, router);
}
