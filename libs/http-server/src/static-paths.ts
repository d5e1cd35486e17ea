/** Pages and their assets, which are the same for everybody. */

import type { Request } from 'express';

/** Tells requests for them: `/graphiql` is that page and everything below it, `/` only itself. Read, and never written to. */
export function staticRequests(paths: readonly string[]): (req: Pick<Request, 'method' | 'path'>) => boolean {
  const isStatic = (path: string): boolean =>
    paths.some((page) => path === page || (page !== '/' && path.startsWith(`${page}/`)));
  return ({ method, path }) => (method === 'GET' || method === 'HEAD') && isStatic(path);
}
