/** Group of routes in a configuration: `/auth/login`, `POST /orders/{id}/pay`. Each with everything below it. */

import { toPrefixPattern } from './path-template.ts';

export interface RouteGroup {
  /** Text as it was written. */
  readonly text: string;
  matches(method: string, path: string): boolean;
}

/**
 * Reads a group; throws for an invalid one. Case is ignored, so that a less strict router behind it opens no back door. HEAD counts as GET,
 * which answers it.
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
