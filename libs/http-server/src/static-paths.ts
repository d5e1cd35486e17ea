/** Static pages and their assets, the same for every caller. */

import type { Request } from 'express';

/** Recognises requests that read static pages. `/graphiql` is that page and everything below it, `/` only itself. */
export function staticRequests(paths: readonly string[]): (req: Pick<Request, 'method' | 'path'>) => boolean {
  const isStatic = (path: string): boolean =>
    paths.some((page) => path === page || (page !== '/' && path.startsWith(`${page}/`)));
  return ({ method, path }) => (method === 'GET' || method === 'HEAD') && isStatic(path);
}
