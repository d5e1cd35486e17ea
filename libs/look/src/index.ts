/** Look of pages that a server renders: their markup, and the stylesheet as text. */
export { lookCss } from './look-css.ts';
export { escapeHtml, Html, markup } from './markup.ts';
