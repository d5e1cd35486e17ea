/** House page at `/`, with its assets: the one address that somebody in development opens first. */

import { contextOf } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import { lookCss } from '@frontage/look';
import express, { type RequestHandler } from 'express';
import { readFileSync } from 'node:fs';
import { renderHousePage } from './page.ts';
import type { House } from './sections.ts';

/** Content-Security-Policy: styles, scripts and requests of this origin; nothing inline, no text that becomes markup. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Serves the page of this house. */
export function housePage(house: House): Stage {
  const router = express.Router({ caseSensitive: true, strict: true });
  const serve = (path: string, type: string, content: string): void => {
    const handle: RequestHandler = (_, res) => {
      contextOf(res).route = path;
      res.setHeader('Content-Security-Policy', policy).setHeader('Cache-Control', 'no-cache');
      res.type(type).send(content);
    };
    router.get(path, handle);
  };
  serve('/', 'html', renderHousePage(house));
  serve('/house/look.css', 'css', lookCss);
  serve('/house/house.css', 'css', readFileSync(new URL('./assets/house.css', import.meta.url), 'utf8'));
  serve('/house/house.js', 'js', readFileSync(new URL('./assets/house.js', import.meta.url), 'utf8'));
  return routes({ access: 'public' }, router);
}
