/** Static pages and their assets, the same for every caller. */

import type { Request } from 'express';
import { prefersPage } from './page.ts';

export interface StaticPages {
  /** Pages and their assets. `/graphiql` is that page and everything below it, `/` only itself. Default none. */
  readonly staticPaths?: readonly string[];
  /** Paths that the script of a static page routes itself: whoever navigates there gets that page. Default none. */
  readonly isClientRoute?: (path: string) => boolean;
}

/** Recognises requests that read static pages. A request for a client route is one only as a navigation: programs do not get the page. */
export function staticRequests({ staticPaths: paths = [], isClientRoute }: StaticPages): (req: Request) => boolean {
  const isStatic = (path: string): boolean =>
    paths.some((page) => path === page || (page !== '/' && path.startsWith(`${page}/`)));
  return (req) =>
    (req.method === 'GET' || req.method === 'HEAD') &&
    (isStatic(req.path) || (isClientRoute !== undefined && isClientRoute(req.path) && prefersPage(req)));
}
