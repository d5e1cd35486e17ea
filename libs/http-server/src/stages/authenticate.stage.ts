/** Who is calling: the first authenticator that finds its kind of credentials decides. */

import { Failure } from '@frontage/errors';
import { formatAddress } from '@frontage/network-address';
import type { RequestHandler } from 'express';
import type { Authenticator, Credentials } from '../authenticator.ts';
import { contextOf, headerOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';

export function authenticate(authenticators: readonly Authenticator[]): Stage {
  const handle: RequestHandler = async (req, res, next) => {
    const { address } = contextOf(res);
    const credentials: Credentials = {
      header: (name) => headerOf(req, name),
      address: address && formatAddress(address),
    };
    for (const authenticator of authenticators) {
      const outcome = await authenticator.authenticate(credentials);
      if (outcome.kind === 'absent') continue;
      if (outcome.kind === 'rejected') {
        throw new Failure('UNAUTHENTICATED', outcome.detail, { headers: { 'WWW-Authenticate': outcome.challenge } });
      }
      if (outcome.kind === 'refused') throw new Failure(outcome.code, outcome.detail, { reason: outcome.reason });
      const context = contextOf(res);
      context.principal = outcome.principal;
      if (outcome.login) context.login = outcome.login;
      break;
    }
    next();
  };
  return { ...stage('authenticate', handle), demands: authenticators.some(isAmbient) ? ['csrf'] : [] };
}

/** A browser sends cookies whoever made it send the request: they are worth nothing without proof that it was one of our pages. */
const isAmbient = ({ openapi }: Authenticator): boolean => openapi.type === 'apiKey' && openapi['in'] === 'cookie';
