/** Priority of requests, known before routing. Overload is handled before anything is spent on a request. */

import type { Endpoint, Priority } from './endpoint.ts';
import { literalFirst, toPathPattern } from './path-template.ts';

/** Priority by method and path. */
export type PriorityOf = (method: string, path: string) => Priority;

/** Reads priorities from endpoints with full paths. A request that matches none is normal. */
export function priorityOf(list: readonly Pick<Endpoint<never>, 'method' | 'path' | 'priority'>[]): PriorityOf {
  const rows = list
    .toSorted((a, b) => literalFirst(a.path, b.path))
    .map(({ method, path, priority = 'normal' }) => ({ method, pattern: toPathPattern(path), priority }));
  return (method, path) => {
    const sought = method === 'HEAD' ? 'GET' : method;
    return rows.find((row) => row.method === sought && row.pattern.test(path))?.priority ?? 'normal';
  };
}
