/**
 * Links of answers (HAL, draft-kelly-json-hal): what the key may do next. The portal knows no scopes. It offers what has a link.
 *
 * @import { Resource } from './resources.ts'
 */

import { Problem } from './problem.js';

/** Path of this origin. Anything else would send the key elsewhere. */
const ownPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/;

/**
 * Address that a link leads to, its template filled in; undefined when there is no such link, or it leads elsewhere.
 *
 * @param {Resource} resource
 * @param {string} relation
 * @param {Readonly<Record<string, string | undefined>>} [variables] Values of a template. Those that are missing or empty are left out.
 */
export function hrefOf(resource, relation, variables = {}) {
  const links = resource._links ?? {};
  const link = Object.hasOwn(links, relation) ? links[relation] : undefined;
  if (!link) return undefined;
  const href = link.templated ? expand(link.href, variables) : link.href;
  return ownPath.test(href) ? href : undefined;
}

/**
 * Address that a link leads to. Throws a Problem when there is none.
 *
 * @param {Parameters<typeof hrefOf>} link
 */
export function requireHref(...link) {
  const href = hrefOf(...link);
  if (href !== undefined) return href;
  const detail = `The API no longer leads this key to '${link[1]}'. Log in again to see what it may do.`;
  throw new Problem({ status: 404, title: 'There is no such link', detail });
}

/**
 * Relations that an answer has links of, without those to itself and to what explains it.
 *
 * @param {Resource} resource
 */
export const relationsOf = (resource) =>
  Object.keys(resource._links ?? {}).filter((relation) => !['self', 'profile', 'describedby'].includes(relation));

/**
 * Items of a list.
 *
 * @template T
 * @param {Resource} resource
 * @param {string} name
 * @returns {readonly T[]}
 */
export const itemsOf = (resource, name) => /** @type {readonly T[]} */ (resource._embedded?.[name] ?? []);

/**
 * Expands a template (RFC 6570): simple strings and queries, as this API has them.
 *
 * @param {string} template
 * @param {Readonly<Record<string, string | undefined>>} variables
 */
const expand = (template, variables) =>
  template
    .replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(variables[name] ?? ''))
    .replace(/\{\?([\w,]+)\}/g, (_, /** @type {string} */ names) => {
      const given = names.split(',').filter((name) => (variables[name] ?? '') !== '');
      return given.length === 0 ? '' : `?${new URLSearchParams(given.map((name) => [name, variables[name] ?? '']))}`;
    });
