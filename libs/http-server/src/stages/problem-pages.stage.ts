/** `/problems/<code>`: the page that the `type` of a problem document names. */

import { failureTable, problemCode, type FailureCode } from '@frontage/errors';
import express from 'express';
import { prefersPage, sendPage } from '../page.ts';
import { contextOf } from '../request-context.ts';
import { routes, type Stage } from '../stack.ts';

export interface ProblemPagesOptions {
  /** Path of a page about all problems, with an anchor for each: `/docs/errors`. Default none. */
  readonly guide?: string;
}

export function problemPages({ guide }: ProblemPagesOptions = {}): Stage {
  const router = express.Router();
  router.get('/problems/:page', (req, res, next) => {
    const code = problemCode(req.params.page);
    if (!code) return next();
    contextOf(res).route = '/problems/{page}';
    res.set({ 'Cache-Control': 'public, max-age=86400', Vary: 'Accept' });
    const { title, text } = describe(code);
    const links = guide === undefined ? [] : [{ href: `${guide}#${req.params.page}`, text: 'What to do' }];
    if (prefersPage(req)) return sendPage(res, { status: 200, title, text, links });
    res.type('text/plain').send(`${[title, ...text].join('\n\n')}\n`);
  });
  return routes({ access: 'public' }, router);
}

function describe(code: FailureCode): { readonly title: string; readonly text: readonly string[] } {
  const { status, title, retryable } = failureTable[code];
  const advice = retryable
    ? 'The same request may succeed later; honour Retry-After when it is there.'
    : 'Sending the same request again will not help.';
  return { title: code, text: [`${title}.`, `HTTP status ${status}. ${advice}`] };
}
