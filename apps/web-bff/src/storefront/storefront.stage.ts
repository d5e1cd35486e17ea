/** Storefront at `/`: its page for each of its routes, and its assets. The same for everybody. */

import { Failure } from '@frontage/errors';
import { contextOf, headerOf, isKnown, prefersPage } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import express, { type Request, type Response } from 'express';
import { codings, readStorefront, type StorefrontFile, type StorefrontFiles } from './storefront-files.ts';

export interface StorefrontOptions {
  /** Folder of the build. Undefined: there is no storefront here. */
  readonly folder: string | undefined;
  /** Origins of pictures, beside this one. */
  readonly imageOrigins: readonly string[];
}

/** Content-Security-Policy of the page: nothing inline, nothing from elsewhere but pictures. */
export const policyOf = (imageOrigins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self'", ...imageOrigins].join(' '),
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

/** Addresses that are answered by others, or by nobody: never by the page. */
const reserved: readonly string[] = ['/graphql', '/graphiql', '/auth', '/problems', '/assets', '/livez', '/readyz'];

/** Asks whether an address may be one of the storefront's routes. `/products/p-001` may, `/favicon.ico` and `/auth/callback` may not. */
export const isStorefrontRoute = (path: string): boolean =>
  !path.slice(path.lastIndexOf('/')).includes('.') &&
  !reserved.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

/**
 * Serves the storefront. The page is the answer to navigations alone: programs that ask for an unknown address get the problem document. While
 * there is no build in the folder, the page is 503 and comes back by itself: `npm start` builds beside the processes.
 */
export function storefront({ folder, imageOrigins }: StorefrontOptions): Stage {
  const policy = policyOf(imageOrigins);
  // Connections to pictures begin with the page, which does not know yet where they are.
  const preconnect = imageOrigins.map((origin) => `<${origin}>; rel=preconnect`).join(', ');
  let files: StorefrontFiles | undefined;
  const built = (): StorefrontFiles => {
    files ??= folder === undefined ? undefined : readStorefront(folder);
    if (files) return files;
    throw new Failure('UNAVAILABLE', 'The shop is being built, and will be here in a moment.', {
      headers: { 'Retry-After': '1', Refresh: '1' },
    });
  };
  const router = express.Router({ caseSensitive: true, strict: true });
  if (folder !== undefined) {
    router.get('/assets/:name', (req, res, next) => {
      const asset = built().assets.get(req.path);
      if (!asset) return next();
      contextOf(res).route = '/assets/{name}';
      res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      sendFile(req, res, asset);
    });
    router.get('/{*route}', (req, res, next) => {
      const isPage = req.path === '/' || (prefersPage(req) && isStorefrontRoute(req.path));
      if (!isPage) return next();
      contextOf(res).route = '/';
      const { page } = built();
      res.setHeader('Content-Security-Policy', policy).setHeader('Cache-Control', 'no-cache');
      if (preconnect !== '') res.setHeader('Link', preconnect);
      if (req.path !== '/') res.vary('Accept');
      sendFile(req, res, page);
    });
  }
  return routes({ access: 'public' }, router);
}

/** Sends a file in the best coding that the client takes, or 304. */
function sendFile(req: Request, res: Response, { body, compressed, type, tag }: StorefrontFile): void {
  res.vary('Accept-Encoding');
  res.setHeader('ETag', tag);
  if (isKnown(headerOf(req, 'if-none-match'), tag)) return void res.status(304).end();
  const available = codings.filter((coding) => compressed[coding]);
  const coding = available.find((each) => each === req.acceptsEncodings([...available, 'identity']));
  if (coding) res.setHeader('Content-Encoding', coding);
  const sent = (coding && compressed[coding]) ?? body;
  res.setHeader('Content-Type', type).setHeader('Content-Length', sent.length);
  res.end(req.method === 'HEAD' ? undefined : sent);
}
