/** OpenAPI path templates (`/products/{id}`): which of several comes first, and what one matches. */

/**
 * Sorts literal paths first: `/orders/recent` is not the order named "recent". By code unit: in the order of a language, which is what
 * `localeCompare` gives, every sign comes before the letters.
 */
export function literalFirst(a: string, b: string): number {
  const [first, second] = [a.replaceAll('{', '\uffff'), b.replaceAll('{', '\uffff')];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Matches the paths that the router takes for this template: whole, by case, each parameter one segment. */
export const toPathPattern = (template: string): RegExp => new RegExp(`^${toPattern(template)}$`);

/** Matches those and everything below them, whatever the case. */
export const toPrefixPattern = (template: string): RegExp => new RegExp(`^${toPattern(template)}(?:/|$)`, 'i');

const toPattern = (template: string): string =>
  template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
