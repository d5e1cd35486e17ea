/** Which requests can wait: known before routing, because overload is met before anything is spent on a request. */

import type { Endpoint, Priority } from './endpoint.ts';
import { literalFirst, toPathPattern } from './path-template.ts';

/** Tells a request's priority from its method and path. */
export type PriorityOf = (method: string, path: string) => Priority;

/** Reads priorities off endpoints, whose paths are whole; a request that matches none of them is normal. */
export function priorityOf(list: readonly Pick<Endpoint<never>, 'method' | 'path' | 'priority'>[]): PriorityOf {
  const rows = list
    .toSorted((a, b) => literalFirst(a.path, b.path))
    .map(({ method, path, priority = 'normal' }) => ({ method, pattern: toPathPattern(path), priority }));
  return (method, path) => {
    const sought = method === 'HEAD' ? 'GET' : method;
    return rows.find((row) => row.method === sought && row.pattern.test(path))?.priority ?? 'normal';
  };
}
