/** Inbound stack, top to bottom. Features are listed in features.ts. */

import type { Edge } from '@frontage/chassis';
import {
  addresses,
  authenticate,
  compressed,
  endpoints,
  failures,
  health,
  notFound,
  overload,
  problemPages,
  requestContext,
  securityHeaders,
  type Dependency,
} from '@frontage/http-server/stages';
import { isPublicAnswer } from '@frontage/http-server/context';
import { assemble, priorityOf, routeGroup, stage } from '@frontage/http-server/stack';
import type { Authenticator, Endpoint, StepUp } from '@frontage/http-server';
import type { AnswerTags } from '@frontage/call';
import type { RequestListener } from 'node:http';
import { appVersions } from './app-versions/app-versions.handler.ts';
import type { AppVersions } from './app-versions/app-versions.ts';
import type { Deps } from './deps.ts';
import { checkout } from './features/checkout/checkout.endpoint.ts';
import * as listed from './features.ts';
import { problemLanguage } from './problem-language.ts';

/** Endpoints in the order of their paths. */
export const features: readonly Endpoint<Deps>[] = Object.values(listed).toSorted((a, b) => (a.path < b.path ? -1 : 1));

const publicReads = features.filter(isPublicAnswer).map(({ method, path }) => routeGroup(`${method} ${path}`));

/** Asks whether shared caches may hold the answer to a request. */
const isPublic = (method: string, path: string): boolean => publicReads.some((read) => read.matches(method, path));

export interface ServerOptions {
  readonly deps: Deps;
  /** Dependencies that `/readyz` reports. */
  readonly dependencies: Readonly<Record<string, Dependency>>;
  readonly authenticator: Authenticator;
  /** Login that checkout demands: a step-up. */
  readonly checkoutLogin: StepUp;
  /** Verdicts on versions of the app, as APP_VERSIONS_FILE has them. */
  readonly versions: { readonly current: AppVersions };
  readonly edge: Edge;
  /** Tags of answers that are put together from cached parts. */
  readonly answerTags: AnswerTags;
}

export function createServer(options: ServerOptions): RequestListener {
  const { deps, dependencies, authenticator, checkoutLogin, versions, edge, answerTags } = options;
  const { addressRules, trustProxy, overloadLimits, rateLimits, budgetFactor, debug } = edge;
  const { log, metrics, state } = edge.runtime;
  return assemble([
    requestContext({ log, metrics, debug, trustProxy }),
    health({ state, dependencies }),
    stage('versions', problemLanguage(), appVersions({ versions, isPublic })),
    addresses(addressRules),
    overload({ log, ...overloadLimits, priorityOf: priorityOf(features) }),
    securityHeaders(),
    compressed(),
    authenticate([authenticator]),
    rateLimits,
    endpoints(features, {
      deps,
      challenge: authenticator.challenge,
      debug,
      budgetFactor,
      answerTags,
      stepUp: { [checkout.name]: checkoutLogin },
    }),
    problemPages(),
    notFound(),
    failures(),
  ]);
}
