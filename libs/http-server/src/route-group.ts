/** A group of routes, as configuration names it: `/auth/login`, `POST /orders/{id}/pay`; each with all below it. */

import { toPrefixPattern } from './path-template.ts';

export interface RouteGroup {
  /** As it was written. */
  readonly text: string;
  matches(method: string, path: string): boolean;
}

/**
 * Reads a group. Throws when it is none. Paths match whatever their case: a router that is not as strict as ours must not have a back
 * door. HEAD counts as GET, which answers it.
 */
export function routeGroup(text: string): RouteGroup {
  const [, method, template] = /^(?:([A-Z]+) )?(\/\S*)$/.exec(text) ?? [];
  if (template === undefined) throw new Error(`is not a path, or a method and a path: ${JSON.stringify(text)}`);
  const below = toPrefixPattern(template.replace(/\/+$/, ''));
  return {
    text,
    matches: (asked, path) =>
      (method === undefined || method === (asked === 'HEAD' ? 'GET' : asked)) && below.test(path),
  };
}
