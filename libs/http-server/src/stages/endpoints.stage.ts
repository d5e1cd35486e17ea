/** Endpoints stage: input, access, deadline, handling and view of endpoint values. */

import { newCall, type AnswerTags, type Call, type Caller } from '@frontage/call';
import { everyField, type Fields, type View } from '@frontage/dto-mapping';
import { Failure } from '@frontage/errors';
import { admit, decideOn, may, refusalOf, type Access, type Principal } from '@frontage/policy';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { negotiate, type MediaTypes } from '../accept.ts';
import {
  Accepted,
  Reply,
  statusOf,
  type Endpoint,
  type Handling,
  type InputSchemas,
  type RequestFacts,
  type UnknownParameters,
} from '../endpoint.ts';
import { cacheControlOf, confirm, demandIfMatch, isPublicAnswer, questionOf } from '../conditional.ts';
import { entityTag, isKnown } from '../entity-tag.ts';
import { inputErrors } from '../input-errors.ts';
import { jsonBody } from '../json-body.ts';
import { literalFirst } from '../path-template.ts';
import { ledgerHeaders, replayed } from '../ledger-headers.ts';
import { contextOf, headerOf, statusSent, type RequestContext } from '../request-context.ts';
import { routes, type Stage } from '../stack.ts';
import { demandLogin, type StepUp } from '../step-up.ts';
import { textFlaws, unreadable } from '../text.ts';

export interface EndpointsOptions<Deps> {
  readonly deps: Deps;
  /** `WWW-Authenticate` for callers without the credentials that an endpoint needs. */
  readonly challenge: string;
  /** Step-up requirements by name of endpoint (RFC 9470). Default none. */
  readonly stepUp?: Readonly<Record<string, StepUp>>;
  /** Factor on every budget's time. Default 1. */
  readonly budgetFactor?: number;
  /** Most bytes of a request body. Default 100 kB. */
  readonly maxBodyBytes?: number;
  /** Answers `Frontage-Debug: 1` with `Frontage-Budget`. */
  readonly debug: boolean;
  /** Prefix of every path: `/v2`. Default none. */
  readonly prefix?: string;
  /** Media types of answers. Several are negotiated by `Accept`; one is given whatever it says. Default `application/json`. */
  readonly mediaTypes?: MediaTypes;
  /** Query parameters that an endpoint does not declare are refused, or ignored as by default. */
  readonly unknownParameters?: UnknownParameters;
  /** Request headers that conditional reads depend on, beside their input: those with credentials. Default `Authorization`. */
  readonly vary?: readonly string[];
  /** Memory of tags, for endpoints whose `etag` is `of-parts`. Default none: every answer is put together. */
  readonly answerTags?: AnswerTags;
  /** Called when a request to an endpoint is over, whatever came of it. Default none. */
  readonly onAnswered?: (answered: AnsweredRequest) => void;
}

/** Request to an endpoint that is over. */
export interface AnsweredRequest {
  readonly endpoint: Pick<Endpoint<never>, 'name' | 'method' | 'path'>;
  readonly request: RequestFacts;
  readonly principal: Principal;
  /** Status of the answer; 499 when the client left before it. */
  readonly status: number;
}

export function endpoints<Deps>(list: readonly Endpoint<Deps>[], options: EndpointsOptions<Deps>): Stage {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const name of Object.keys(options.stepUp ?? {}))
    if (!list.some((endpoint) => endpoint.name === name))
      throw new Error(`step-up for '${name}', which is no endpoint`);
  const byPath = Map.groupBy(list, ({ path }) => `${options.prefix ?? ''}${path}`);
  for (const path of [...byPath.keys()].sort(literalFirst)) mount(router, path, byPath.get(path)!, options);
  return routes({ access: 'declared', problems: undeclared(list) }, router);
}

/** The compiler enforces the first; the check catches casts. A remembered tag is told before a decision on the input could be made. */
const undeclared = (list: readonly Pick<Endpoint<never>, 'name' | 'access' | 'etag'>[]): string[] => [
  ...list.filter(({ access }) => !access).map(({ name }) => `the endpoint '${name}' declares no access`),
  ...list
    .filter(({ access, etag }) => etag === 'of-parts' && access?.kind !== 'public')
    .map(({ name }) => `the endpoint '${name}' has a tag of its parts, and is not public`),
];

function mount<Deps>(
  router: Router,
  template: string,
  here: readonly Endpoint<Deps>[],
  options: EndpointsOptions<Deps>,
): void {
  const path = template.replace(/\{(\w+)\}/g, ':$1');
  const allow = allowedMethods(here);
  for (const endpoint of here) {
    const register = endpoint.method.toLowerCase() as Lowercase<Endpoint<Deps>['method']>;
    const { onAnswered } = options;
    const label: RequestHandler = (req, res, next) => {
      const context = contextOf(res);
      context.route = template;
      context.request = factsOf(req, context);
      if (onAnswered) res.once('close', () => onAnswered(answeredIn(endpoint, res)));
      next();
    };
    router[register](
      path,
      label,
      admission(endpoint, options),
      ...(endpoint.input.body
        ? jsonBody({
            maxBytes: endpoint.maxBodyBytes ?? options.maxBodyBytes ?? 100_000,
            ...(endpoint.bodyTypes && { mediaTypes: endpoint.bodyTypes }),
          })
        : []),
      serve(endpoint, options),
    );
  }
  router.all(path, (req, res) => {
    contextOf(res).route = template;
    if (req.method === 'OPTIONS') return void res.status(204).setHeader('Allow', allow).end();
    throw new Failure('METHOD_NOT_ALLOWED', `Use ${allow}.`, { headers: { Allow: allow } });
  });
}

const factsOf = ({ params }: Request, { requestId: id, address }: RequestContext): RequestFacts => ({
  id,
  address,
  params: params as RequestFacts['params'],
});

const answeredIn = (endpoint: Endpoint<never>, res: Response): AnsweredRequest => ({
  endpoint,
  request: contextOf(res).request!,
  principal: contextOf(res).principal,
  status: statusSent(res),
});

const allowedMethods = (here: readonly Endpoint<never>[]): string =>
  [...new Set(here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))), 'OPTIONS'].join(', ');

/** Admission before the body is read: a refused caller need not send it. */
const admission =
  <Deps>({ name, access }: Endpoint<Deps>, { challenge, stepUp = {} }: EndpointsOptions<Deps>): RequestHandler =>
  (_, res, next) => {
    const { principal, login = {} } = contextOf(res);
    const admission = admit(principal, access);
    if (admission === 'unauthenticated') {
      throw new Failure('UNAUTHENTICATED', 'Say who you are to do this.', {
        headers: { 'WWW-Authenticate': challenge },
      });
    }
    if (admission === 'denied') throw denied(principal, access, challenge);
    if (stepUp[name]) demandLogin(stepUp[name], login, challenge, Date.now() / 1_000);
    next();
  };

/** Refusal of a principal that may not do this. A lacking scope is named in a challenge (RFC 6750 §3.1); other schemes than Bearer have none. */
function denied(principal: Principal, access: Access, challenge: string): Failure {
  const { detail, reason, scope } = refusalOf(principal, access);
  if (reason !== undefined) return new Failure('FORBIDDEN', detail, { reason });
  const named = `Bearer error="insufficient_scope"${scope === undefined ? '' : `, scope="${scope}"`}`;
  return new Failure('FORBIDDEN', detail, {
    headers: challenge.startsWith('Bearer') ? { 'WWW-Authenticate': named } : {},
  });
}

function serve<Deps>(endpoint: Endpoint<Deps>, options: EndpointsOptions<Deps>): RequestHandler {
  const { budgetFactor = 1, vary: credentials = ['Authorization'] } = options;
  const schemas = options.unknownParameters === 'refused' ? withStrictQuery(endpoint.input) : endpoint.input;
  // Public answers depend on no credentials. Naming them would keep shared caches from giving one to a second caller.
  const named = [...(isPublicAnswer(endpoint) ? [] : credentials), ...Object.keys(endpoint.input.headers?.shape ?? {})];
  const vary = [...named, 'Accept-Encoding'].join(', ');
  const answerTags = endpoint.etag === 'of-parts' ? options.answerTags : undefined;
  return async (req, res) => {
    const context = contextOf(res);
    demandIfMatch(endpoint, req);
    const mediaType = mediaTypeFor(req, res, options.mediaTypes);
    const debug = options.debug && headerOf(req, 'frontage-debug') === '1';
    const question = answerTags && questionOf(endpoint, req, context.principal);
    const known = question === undefined || debug ? undefined : answerTags!.find(question);
    if (known !== undefined && isKnown(headerOf(req, 'if-none-match'), known)) {
      res.setHeader('Cache-Control', cacheControlOf(endpoint, false));
      return void confirm(endpoint, req, res, { tag: known, confirmsReads: true, vary });
    }
    const remember = question === undefined ? undefined : answerTags!.begin();
    const input = readInput(schemas, req);
    const { demand, settle } = decideOn(context.principal, endpoint.access, input);
    const call = newCall({
      budgetMs: endpoint.budget.ms * budgetFactor,
      caller: callerOf(context.principal),
      trace: context.trace,
    });
    const abandon = (): void => call.deadline.cancel();
    res.once('close', abandon);
    try {
      const { principal, request } = context;
      const fields = fieldsOf(endpoint, input);
      const handling = { input, request, principal, demand, call, fields } as Handling<never>;
      // Stores know no deadline: a database that is silent must not keep the client beyond the budget.
      const result = await call.deadline.within(endpoint.handle(handling, options.deps));
      settle();
      const accepted = result instanceof Accepted ? result : undefined;
      const reply = result instanceof Reply ? result : undefined;
      for (const [name, value] of ledgerHeaders(call, context, debug)) res.setHeader(name, value);
      res.setHeader('Cache-Control', cacheControlOf(endpoint, isOfTheMoment(call)));
      const { headers, value } = accepted ?? reply ?? { headers: {}, value: result };
      res.set(headers);
      res.status(statusOf(endpoint, result));
      if (value === undefined) return void res.end();
      const view = accepted ? endpoint.accepted! : endpoint.view;
      const body = bodyOf(view, value, context.principal, { call, fields });
      if (endpoint.etag && !accepted) {
        const confirmsReads = !isOfTheMoment(call);
        const tag = entityTag({ body: confirmsReads ? body : undefined, revision: reply?.revision });
        // Headers of a reply are not remembered, so that a 304 could not have them.
        if (tag !== undefined && !reply) remember?.(question!, tag, call.ledger);
        if (confirm(endpoint, req, res, { tag, confirmsReads, vary })) return;
      }
      res.setHeader('Content-Type', `${mediaType}; charset=utf-8`);
      res.setHeader('Content-Length', body.length);
      res.end(body);
    } catch (error) {
      // A refusal may be a replay too.
      if (call.ledger.replays > 0) res.setHeader(...replayed);
      throw error;
    } finally {
      res.off('close', abandon);
      call.deadline.close();
    }
  };
}

/** Members that a request asks for. Refusals of input come first, so that its fields are known. */
function fieldsOf({ fieldset }: Endpoint<never>, { query }: Record<string, unknown>): Fields {
  const { fields } = (query ?? {}) as { readonly fields?: readonly string[] };
  return fieldset && fields ? fieldset.select(fields) : everyField;
}

interface Telling {
  readonly call: Call;
  readonly fields: Fields;
}

/**
 * Asks whether an answer lacks parts, or has stale ones. It is marked, and never confirmed: with a 304, a cache would keep an incomplete body
 * for a whole one, or the mark beside a body that is fresh again.
 */
const isOfTheMoment = ({ ledger }: Call): boolean => ledger.degraded.length > 0 || ledger.staleParts.length > 0;

/** Body of an answer: the members of the view that this caller may see, and the names of what is missing. */
function bodyOf(
  view: Endpoint<never>['view'],
  value: unknown,
  principal: Principal,
  { call, fields }: Telling,
): Buffer {
  const { degraded } = call.ledger;
  const told = degraded.length === 0 ? value : { ...(value as object), degraded };
  return Buffer.from(serializerFor(view, principal)(told, fields.narrow));
}

const serializerFor = (view: Endpoint<never>['view'], principal: Principal): View<z.ZodType>['serialize'] =>
  'serializerFor' in view ? view.serializerFor((action) => may(principal, action) === 'granted') : view.serialize;

/** Caller as services are told. */
export function callerOf(principal: Principal): Caller {
  if (principal.kind === 'anonymous') return { kind: 'anonymous' };
  const { kind, id } = principal;
  return kind === 'partner' && principal.mode === 'test' ? { kind, id, mode: 'test' } : { kind, id };
}

/** Media type of the answer. It is known before anything is done: a client that cannot read the answer must not cause an effect. */
function mediaTypeFor(req: Request, res: Response, mediaTypes: MediaTypes = ['application/json']): string {
  if (mediaTypes.length === 1) return mediaTypes[0];
  res.vary('Accept');
  return negotiate(headerOf(req, 'accept'), mediaTypes);
}

/** Schemas under which a parameter that is misspelt is refused: ignored, it would give prices in another currency than was meant. */
const withStrictQuery = (input: InputSchemas): InputSchemas => ({
  ...input,
  query: (input.query ?? z.object({})).strict(),
});

function readInput(schemas: InputSchemas, req: Request): Record<string, unknown> {
  const given: Record<keyof InputSchemas, unknown> = {
    params: req.params,
    query: req.query,
    headers: req.headers,
    body: req.body as unknown,
  };
  // Headers are checked by Node, and the query by its parser. A body is read only where it has a schema.
  const flaws = [...textFlaws(given.params, 'params'), ...textFlaws(given.body, 'body')];
  if (flaws.length > 0) throw unreadable(flaws);
  const input: Record<string, unknown> = {};
  const issues: { part: string; issue: z.core.$ZodIssue }[] = [];
  for (const part of ['params', 'query', 'headers', 'body'] as const) {
    const schema = schemas[part];
    if (!schema) continue;
    const parsed = schema.safeParse(given[part]);
    if (parsed.success) input[part] = parsed.data;
    else for (const issue of parsed.error.issues) issues.push({ part, issue });
  }
  if (issues.length > 0) {
    throw new Failure('INVALID_INPUT', 'Some of the input is invalid.', { errors: inputErrors(issues) });
  }
  return input;
}
