/** axe-core in a page, for every driver of browsers: what is run there, as text. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Script that makes `axe` known to a page. It takes a quarter of a second, so that once a page is enough. */
export const axeScript = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Expression of whether `axe` is known to the page. */
export const hasAxe = `typeof axe === 'object'`;

/**
 * Expression of a promise of the rules that the page breaks, each with an element. The rules that it keeps are tried, and not told of: describing
 * each element that has no fault takes longer than looking for the faults.
 */
export const brokenRules = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => id + ': ' + target.join(' ') + ' ' + html.slice(0, 160))))`;
