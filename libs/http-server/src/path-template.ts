/** OpenAPI path templates (`/products/{id}`): their order, and the paths that they match. */

/**
 * Sorts literal paths first: `/orders/recent` is not the order named "recent". By code unit, as `localeCompare` would sort every sign
 * before the letters.
 */
export function literalFirst(a: string, b: string): number {
  const [first, second] = [a.replaceAll('{', '\uffff'), b.replaceAll('{', '\uffff')];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Pattern of the paths that the router takes: whole, case-sensitive, one segment for each parameter. */
export const toPathPattern = (template: string): RegExp => new RegExp(`^${toPattern(template)}$`);

/** Pattern of those paths and everything below them, in any case. */
export const toPrefixPattern = (template: string): RegExp => new RegExp(`^${toPattern(template)}(?:/|$)`, 'i');

const toPattern = (template: string): string =>
  template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
