/** Frame of every HTML page, and its Content-Security-Policy. */

import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
main { max-width: 26rem; margin: 4rem auto; padding: 0 1rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input, button { font: inherit; box-sizing: border-box; width: 100%; padding: 0.6rem; }
button { margin-top: 1.5rem; font-weight: 600; }
[role="alert"] { border-left: 0.3rem solid #d33; padding-left: 0.8rem; }
`;

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Escapes text for HTML text and quoted attribute values. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Renders a page. The body is HTML and has the only `h1`; the title is text. */
export const renderPage = ({
  title,
  body,
}: {
  readonly title: string;
  readonly body: string;
}): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

/**
 * Content-Security-Policy of every answer: only our own style, and no frames.
 *
 * `script-src` is there although it allows nothing: oidc-provider adds the hash of its one script to it, which sends a form by itself.
 * Forms may lead to `formTargets`, and a page with a script of its own names it.
 */
export const contentSecurityPolicy = (formTargets: readonly string[], script?: string): string =>
  [
    `default-src 'none'`,
    ['script-src', ...(script === undefined ? [] : [sourceHash(script)])].join(' '),
    `style-src ${sourceHash(style)}`,
    ['form-action', `'self'`, ...formTargets].join(' '),
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
