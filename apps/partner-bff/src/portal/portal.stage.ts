/** `/portal`: pages for partners, whose script asks `/v2` with the key that is typed in. */

import { contextOf, entityTag, headerOf, isKnown } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import express, { type RequestHandler, type Response } from 'express';

/**
 * Content-Security-Policy: files of this origin and requests to it. No form is ever sent by the browser itself, so that a key cannot get
 * into a URL. No text becomes HTML or script (Trusted Types, of which none may be made).
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export interface PortalOptions {
  /** Prefix of the version that the portal asks: `/v2`. */
  readonly entry: string;
}

/** Serves the page and its assets. They hold nothing of any partner, and are the same for everybody. */
export function portal({ entry }: PortalOptions): Stage {
  const router = express.Router({ caseSensitive: true, strict: true });
  const page: RequestHandler = async (_, res) => {
    const { pageOf } = await import('./page.ts');
    contextOf(res).route = '/portal';
    send(res, { type: 'text/html; charset=utf-8', content: Buffer.from(pageOf(entry)) });
  };
  const asset: RequestHandler = async (req, res, next) => {
    const { assets } = await import('./assets.ts');
    const found = await assets(String(req.params['file']));
    if (!found) return next();
    contextOf(res).route = '/portal/assets/{file}';
    send(res, found);
  };
  router.get('/portal/assets/:file', asset);
  router.get('/portal', page);
  return routes({ access: 'public' }, router);
}

interface Sent {
  readonly type: string;
  readonly content: Buffer;
}

/** Sends a file. Modules import each other, so that each is asked for anew: those of two releases must not meet in one page. */
function send(res: Response, { type, content }: Sent): void {
  const tag = entityTag({ body: content })!;
  res.set({ 'Content-Security-Policy': policy, 'Content-Type': type, 'Cache-Control': 'no-cache', ETag: tag });
  res.vary('Accept-Encoding');
  if (isKnown(headerOf(res.req, 'if-none-match'), tag)) return void res.status(304).end();
  res.end(content);
}
