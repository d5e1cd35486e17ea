/** Who is calling: the first authenticator that finds its kind of credentials decides. */

import { Failure } from '@frontage/errors';
import type { RequestHandler } from 'express';
import type { Authenticator, Credentials } from '../authenticator.ts';
import { contextOf, headerOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';

export function authenticate(authenticators: readonly Authenticator[]): Stage {
  const handle: RequestHandler = async (req, res, next) => {
    const credentials: Credentials = { header: (name) => headerOf(req, name), address: req.ip };
    for (const authenticator of authenticators) {
      const outcome = await authenticator.authenticate(credentials);
      if (outcome.kind === 'absent') continue;
      if (outcome.kind === 'rejected') {
        throw new Failure('UNAUTHENTICATED', outcome.detail, { headers: { 'WWW-Authenticate': outcome.challenge } });
      }
      if (outcome.kind === 'refused') throw new Failure(outcome.code, outcome.detail, { reason: outcome.reason });
      contextOf(res).principal = outcome.principal;
      break;
    }
    next();
  };
  return stage('authenticate', handle);
}
