/** `/docs`: the documents of all versions for people, with everything from this origin. */

import { contextOf } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import express, { type RequestHandler } from 'express';
import type { DocumentedVersion } from './pages.ts';

/**
 * Content-Security-Policy: files of this origin and requests to it, no inline script and no inline style. Swagger UI sets styles by the
 * CSSOM, which the policy allows, and has its icons as `data:`.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export interface DocsOptions {
  /** Whether there is a portal to lead to. */
  readonly hasPortal: boolean;
}

/** Serves the pages and their assets. They are made when the first one is asked for. */
export function docs(versions: readonly DocumentedVersion[], options: DocsOptions): Stage {
  const router = express.Router({ caseSensitive: true, strict: true });
  let pages: Promise<ReadonlyMap<string, string>> | undefined;
  const page: RequestHandler = async (req, res, next) => {
    pages ??= import('./pages.ts').then(({ pagesOf }) => pagesOf(versions, options));
    const text = (await pages).get(req.path);
    if (text === undefined) return next();
    contextOf(res).route = '/docs';
    send(res, 'text/html; charset=utf-8', text, 'no-cache');
  };
  const asset: RequestHandler = async (req, res, next) => {
    const { assets } = await import('./assets.ts');
    const found = await assets(String(req.params['file']));
    if (!found) return next();
    contextOf(res).route = '/docs/assets/{file}';
    send(res, found.type, found.content, 'public, max-age=3600');
  };
  router.get('/docs/assets/:file', asset);
  router.get(['/docs', '/docs/:page'], page);
  return routes({ access: 'public' }, router);
}

function send(res: express.Response, type: string, content: string | Buffer, cacheControl: string): void {
  res.set({ 'Content-Security-Policy': policy, 'Content-Type': type, 'Cache-Control': cacheControl });
  res.end(content);
}
