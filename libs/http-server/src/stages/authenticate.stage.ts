/** Who is calling: the first authenticator that finds its kind of credentials decides. */

import { Failure, isFailure } from '@frontage/errors';
import { formatAddress } from '@frontage/network-address';
import type { RequestHandler } from 'express';
import type { Authentication, Authenticator, Credentials } from '../authenticator.ts';
import { contextOf, headerOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';
import { staticRequests } from '../static-paths.ts';

export interface AuthenticateOptions {
  /**
   * Pages and assets that are the same for everybody, as for `staticRequests`: they are served, as to nobody in particular, when it
   * cannot be told who is calling because what would tell is away (UNAVAILABLE). Default none. Everywhere else that is the answer:
   * who is not known must not be taken for nobody where that makes a difference.
   */
  readonly staticPaths?: readonly string[];
}

export function authenticate(
  authenticators: readonly Authenticator[],
  { staticPaths = [] }: AuthenticateOptions = {},
): Stage {
  const needsNobody = staticRequests(staticPaths);
  const handle: RequestHandler = async (req, res, next) => {
    const { address } = contextOf(res);
    const credentials: Credentials = {
      header: (name) => headerOf(req, name),
      address: address && formatAddress(address),
      target: req.originalUrl,
    };
    for (const authenticator of authenticators) {
      let outcome: Authentication;
      try {
        outcome = await authenticator.authenticate(credentials);
      } catch (error) {
        if (!isFailure(error) || error.code !== 'UNAVAILABLE' || !needsNobody(req)) throw error;
        // For the log line.
        contextOf(res).error = error;
        break;
      }
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
