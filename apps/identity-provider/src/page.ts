/** Frame of every HTML page, and its Content-Security-Policy. */

import { escapeHtml, lookCss } from '@frontage/look';
import { createHash } from 'node:crypto';

const style = `${lookCss}
main { max-width: 26rem; margin-top: clamp(var(--space-5), 8vh, var(--space-7)); }
.brand { margin-bottom: var(--space-5); color: var(--quiet); font-weight: 600; }
button { width: 100%; margin-top: var(--space-2); }
[aria-labelledby] { margin-top: var(--space-5); }
[aria-labelledby] h2 { margin-top: 0; font-size: var(--text-l); }
`;

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

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
<p class="brand">Frontage, development identity provider</p>
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
