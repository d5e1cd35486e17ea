/**
 * Cross-site request forgery: another site makes a browser send a request with our cookie.
 *
 * SameSite=Strict keeps the cookie away from other sites, but not from siblings: a shop's blog on another host of the same domain, or
 * another port of localhost, is the same site. So every request must carry a header that no form, image or link can send. A script of
 * another origin can only send it after a CORS preflight, which is never allowed here. The header is static: it proves the origin of a
 * request and holds no secret, so it works in every tab and after every refresh.
 *
 * `Origin` and `Sec-Fetch-Site` carry the same information. Both are checked when present, in case a proxy in front answers preflights more
 * generously.
 */

import { Failure } from '@frontage/errors';
import { headerOf, prefersPage } from '@frontage/http-server/context';
import { stage, staticRequests, type Stage, type StaticPages } from '@frontage/http-server/stack';
import type { RequestHandler } from 'express';

/**
 * Navigations and the provider's call, which cannot send the header. Each has its own proof: a login changes nothing, the callback has its
 * `state`, the logout its `sid`, the back-channel logout its signature.
 */
const exempt: ReadonlySet<string> = new Set([
  '/auth/login',
  '/auth/callback',
  '/auth/logout',
  '/auth/backchannel-logout',
  '/livez',
  '/readyz',
]);

const refusal = (reason: string, detail: string): Failure => new Failure('FORBIDDEN', detail, { reason });

/** Creates the check. `publicOrigin` is that of our own pages; these and their assets need no proof, as browsers navigate to them. */
export function csrf(publicOrigin: string, pages: StaticPages = {}): Stage {
  const isStatic = staticRequests(pages);
  const handle: RequestHandler = (req, _res, next) => {
    if (exempt.has(req.path)) return next();
    if (isStatic(req)) return next();
    if (headerOf(req, 'x-csrf') !== '1') {
      // A navigation to an address without a page; it cannot send the header.
      if (prefersPage(req)) throw new Failure('NOT_FOUND', 'There is no such page.');
      throw refusal('CSRF_HEADER_MISSING', 'Send the header X-CSRF: 1 with every request.');
    }
    const origin = headerOf(req, 'origin');
    if (origin !== undefined && origin !== publicOrigin) {
      throw refusal('ORIGIN_NOT_ALLOWED', 'Requests from this origin are not answered.');
    }
    if (headerOf(req, 'sec-fetch-site') === 'cross-site') {
      throw refusal('CROSS_SITE_REQUEST', 'Requests from other sites are not answered.');
    }
    next();
  };
  return stage('csrf', handle);
}
