/** `/problems/<code>`: what the `type` of a problem document points to. */

import { failureTable, problemCode, type FailureCode } from '@frontage/errors';
import express from 'express';
import { contextOf } from '../request-context.ts';
import { routes, type Stage } from '../stack.ts';

export function problemPages(): Stage {
  const router = express.Router();
  router.get('/problems/:page', (req, res, next) => {
    const code = problemCode(req.params.page);
    if (!code) return next();
    contextOf(res).route = '/problems/{page}';
    res.type('text/plain').setHeader('Cache-Control', 'public, max-age=86400').send(describe(code));
  });
  return routes({ access: 'public' }, router);
}

function describe(code: FailureCode): string {
  const { status, title, retryable } = failureTable[code];
  const advice = retryable
    ? 'The same request may succeed later; honour Retry-After when it is there.'
    : 'Sending the same request again will not help.';
  return `${code}\n\n${title}.\nHTTP status ${status}. ${advice}\n`;
}
