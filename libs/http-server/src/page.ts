/** HTML pages for people who meet an answer for programs. One template, no script, no external resource. */

import { escapeHtml as escape, lookCss } from '@frontage/look';
import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';

/** Link to another page. */
export interface Link {
  /** Path of this site. */
  readonly href: string;
  readonly text: string;
}

export interface Page {
  readonly status: number;
  readonly title: string;
  /** Sentences, each a paragraph. */
  readonly text: readonly string[];
  /** Request id, to quote when asking for help. */
  readonly requestId?: string;
  readonly links?: readonly Link[];
}

/** Asks whether the client prefers a page, as browsers do. Programs that accept anything get the answer for programs. */
export const prefersPage = (req: Request): boolean =>
  (req.method === 'GET' || req.method === 'HEAD') &&
  req.accepts(['application/problem+json', 'application/json', 'text/plain', 'text/html']) === 'text/html';

const style = `${lookCss}
main { max-width: var(--measure); margin-top: clamp(var(--space-5), 10vh, var(--space-7)); }
`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Sends a page. The caller sets caching headers. */
export function sendPage(res: Response, page: Page): void {
  res.status(page.status).set({ 'Content-Security-Policy': policy, 'Content-Type': 'text/html; charset=utf-8' });
  res.end(render(page));
}

const render = ({ status, title, text, requestId, links = [] }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${text.map((sentence) => `<p>${escape(sentence)}</p>`).join('\n')}
${links.map((link) => `<p><a href="${escape(link.href)}">${escape(link.text)}</a></p>`).join('\n')}
<p><small>Status ${status}${requestId === undefined ? '' : `, request ${escape(requestId)}`}</small></p>
</main>
</body>
</html>
`;
