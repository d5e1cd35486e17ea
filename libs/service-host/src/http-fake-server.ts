/** Server of an HttpFake: routing, tokens, problems, and the faults of HTTP. */

import { deadlineHeader, newTrace, parseTraceparent } from '@frontage/call/headers';
import { Failure, failureHeaders, isFailure, problemMediaType, toFailure, type FailureCode } from '@frontage/errors';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { identifyCaller, readBudget, readIdempotencyKey } from './authorize.ts';
import type { HttpFake, Route, ServiceRequest, ServiceResponse } from './fake.ts';
import { delay, isFailing } from './faults.ts';
import type { FakeContext } from './fake-context.ts';

const maxBodyBytes = 1024 * 1024;

interface CompiledRoute extends Route {
  readonly pattern: URLPattern;
}

/** Creates the server; it does not listen yet. */
export function createHttpFakeServer(
  fake: HttpFake,
  { authorize, faults, traffic, onUnexpected }: Omit<FakeContext, 'hangUp'>,
): Server {
  const routes: readonly CompiledRoute[] = [
    { method: 'GET' as const, path: '/readyz', open: true, handle: () => ({ body: { status: 'ready' } }) },
    { method: 'GET' as const, path: '/openapi.json', open: true, handle: () => ({ body: fake.openapi }) },
    ...fake.routes,
  ].map((route) => ({ ...route, pattern: new URLPattern({ pathname: route.path.replace(/\{(\w+)\}/g, ':$1') }) }));

  // Clients end their connections: a server's own timers are real even where time is not.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    void answer(request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Requests that Node itself cannot parse: an overlong URL, for example. A broken connection is no request.
    if (error.code?.startsWith('HPE_')) traffic.refuse(`${fake.name}: ${error.code}`);
    socket.destroy(error);
  });
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '/', 'http://service');
    const ended = new AbortController();
    response.on('close', () => ended.abort());
    // Probes concern the process, not the faults of its answers.
    const active = url?.pathname === '/readyz' ? undefined : faults.current;
    if (active) response.on('close', traffic.begin());
    let result: ServiceResponse;
    try {
      if (active) {
        await delay(active, ended.signal);
        if (isFailing(active)) throw new InjectedFault(active.status);
      }
      if (!url) throw new Failure('MALFORMED_REQUEST', 'The path cannot be read.');
      result = await dispatch(request, url, ended.signal);
    } catch (error) {
      if (ended.signal.aborted) return; // the client has gone, and an error is expected
      result = toErrorResponse(error);
      if (active && isRefusal(error)) traffic.refuse(`${request.method} ${request.url}: ${error.message}`);
    }
    if (active?.oversizeBytes) return sendOversize(response, active.oversizeBytes);
    if (active?.corrupt) result = { headers: { 'content-type': 'application/json' }, body: '{"corrupt": tru' };
    send(response, result, active?.hangUp === true);
  }

  async function dispatch(request: IncomingMessage, url: URL, signal: AbortSignal): Promise<ServiceResponse> {
    const here = routes.filter((route) => route.pattern.test({ pathname: url.pathname }));
    const route = here.find((candidate) => candidate.method === request.method);
    if (!route) {
      if (here.length === 0) throw new Failure('NOT_FOUND', noSuchResource);
      const allow = here.map((candidate) => candidate.method).join(', ');
      throw new Failure('METHOD_NOT_ALLOWED', 'The method is not allowed here.', { headers: { Allow: allow } });
    }
    const header = (name: string): string | undefined => request.headers[name] as string | undefined;
    const caller = route.open ? { kind: 'anonymous' as const } : await identifyCaller(authorize, fake.name, header);
    const groups = route.pattern.exec({ pathname: url.pathname })?.pathname.groups ?? {};
    const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value ?? '')]));
    const rawBody = await readBody(request);
    const input: ServiceRequest = {
      caller,
      idempotencyKey: readIdempotencyKey(header('idempotency-key')),
      trace: parseTraceparent(header('traceparent')) ?? newTrace(),
      budgetMs: readBudget(header(deadlineHeader)),
      signal,
      params,
      query: url.searchParams,
      body: parseJson(rawBody),
      rawBody,
      header,
    };
    return route.handle(input);
  }

  function toErrorResponse(error: unknown): ServiceResponse {
    if (error instanceof InjectedFault) {
      return problem(error.status, 'INJECTED_FAULT', 'This failure was asked for.', {});
    }
    const failure = toFailure(error);
    if (failure.code === 'INTERNAL') onUnexpected(fake.name, error);
    return problem(failure.status, failure.reason ?? failure.code, failure.message, failureHeaders(failure));
  }
}

/** Failures that concern the request and not the state of the service. */
const refusals: ReadonlySet<FailureCode> = new Set([
  'MALFORMED_REQUEST',
  'INVALID_INPUT',
  'METHOD_NOT_ALLOWED',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
]);
const isRefusal = (error: unknown): error is Failure =>
  isFailure(error) && (refusals.has(error.code) || error.message === noSuchResource);

/** Message for a path without a route. */
const noSuchResource = 'There is no such resource.';

class InjectedFault extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`injected ${status}`);
    this.status = status;
  }
}

const problem = (status: number, code: string, detail: string, headers: Record<string, string>): ServiceResponse => ({
  status,
  headers: { ...headers, 'content-type': problemMediaType },
  body: { type: 'about:blank', status, title: code.toLowerCase().replaceAll('_', ' '), detail, code },
});

function send(response: ServerResponse, { status, headers, body }: ServiceResponse, hangUp: boolean): void {
  const type = headers?.['content-type'];
  const raw = Buffer.isBuffer(body) || (typeof body === 'string' && type !== undefined);
  const payload = body === undefined ? undefined : raw ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  response.writeHead(status ?? (payload ? 200 : 204), {
    ...(payload && { 'content-type': type ?? 'application/json', 'content-length': payload.length }),
    ...headers,
  });
  if (!hangUp) return void response.end(payload);
  response.write((payload ?? Buffer.alloc(0)).subarray(0, Math.floor((payload?.length ?? 0) / 2)), () =>
    response.destroy(),
  );
}

/** Sends a JSON string of this size, in pieces: the host must not need the memory that the client has to refuse. */
function sendOversize(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const piece = Buffer.alloc(64 * 1024, 'x');
  let left = bytes;
  response.write('"');
  const more = (): void => {
    while (left > 0) {
      if (response.destroyed) return;
      const chunk = left < piece.length ? piece.subarray(0, left) : piece;
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end('"');
  };
  more();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Failure('MALFORMED_REQUEST', 'The path cannot be read.');
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end, and not kept: an iteration that breaks off destroys the connection, and the answer may be lost with it.
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  if (size > maxBodyBytes) throw new Failure('PAYLOAD_TOO_LARGE', 'The request body is too large.');
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new Failure('MALFORMED_REQUEST', 'The body is not JSON.', { cause });
  }
}
