/** Authentication: the first authenticator that finds its kind of credentials decides. */

import { Failure, isFailure } from '@frontage/errors';
import { formatAddress } from '@frontage/network-address';
import type { RequestHandler } from 'express';
import type { Authentication, Authenticator, Credentials } from '../authenticator.ts';
import { contextOf, headerOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';
import { staticRequests, type StaticPages } from '../static-paths.ts';

/**
 * Finds the caller. Static pages are served anonymously while an authenticator is UNAVAILABLE. Elsewhere UNAVAILABLE is the answer, as an
 * unknown caller must not be taken for an anonymous one.
 */
export function authenticate(authenticators: readonly Authenticator[], pages: StaticPages = {}): Stage {
  const needsNobody = staticRequests(pages);
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
        // Error for the log line.
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
      if (outcome.watch) context.watch = outcome.watch;
      break;
    }
    next();
  };
  return { ...stage('authenticate', handle), demands: authenticators.some(isAmbient) ? ['csrf'] : [] };
}

/**
 * Cookie credentials: browsers send them on requests of other sites too (CSRF). They count only with proof that one of our pages sent the
 * request.
 */
const isAmbient = ({ openapi }: Authenticator): boolean => openapi.type === 'apiKey' && openapi['in'] === 'cookie';
