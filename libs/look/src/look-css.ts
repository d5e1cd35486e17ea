/** The look's stylesheet as text. Bundlers import `@frontage/look/look.css` instead. */

import { readFileSync } from 'node:fs';

/** Text of the stylesheet. It names no file and no other address: a page may have it inline, or serve it under any path. */
export const lookCss: string = readFileSync(new URL('./look.css', import.meta.url), 'utf8');
