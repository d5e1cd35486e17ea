/** Check for specs: every request to a BFF, and every answer, against its OpenAPI documents. */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { brotliDecompressSync, unzipSync } from 'node:zlib';
import { undescribedInAnswer } from './documented-answer.ts';
import { disagreements, type RuleBeyondSchema } from './documented-request.ts';
import { pathIn, pathsOf } from './open-api.ts';

export interface HeldToDocument {
  /** Handler that answers as the given one. */
  readonly handler: RequestListener;
  /** Throws when a request or an answer was not as the documents say. */
  verify(): void;
}

export interface HoldingOptions {
  /** Paths that no document has, with all below them. Probes and pages of problems are known. Default none. */
  readonly undocumented?: readonly string[];
  /** Rules of input that JSON Schema cannot say. Those of cursors are known. Default none. */
  readonly rules?: readonly RuleBeyondSchema[];
}

/** Paths of every BFF that are no part of its API. */
const ownPaths = ['/livez', '/readyz', '/problems'];

/** Statuses of the stages before the routes, which do not know whether a path exists. */
const beforeRoutes: readonly number[] = [400, 401, 403, 404, 405, 408, 410, 417, 429, 431, 503];

/**
 * Checks requests and answers of a handler against the documents in these files. An answer must be described. So must a request that
 * succeeds; one that is described must not be refused as invalid. What no document describes must be answered 404 or 405.
 */
export function heldToDocuments(
  files: readonly URL[],
  handler: RequestListener,
  { undocumented = [], rules = [] }: HoldingOptions = {},
): HeldToDocument {
  const paths = pathsOf(files);
  const known = [...ownPaths, ...undocumented];
  const strays = new Set<string>();
  return {
    handler: (req, res) => {
      const { url = '', method = '' } = req;
      const path = pathIn(paths, url);
      const operation = path?.operations[method === 'HEAD' ? 'get' : method.toLowerCase()];
      const sent = received(req);
      const body = collect(res);
      res.once('finish', () => {
        const { statusCode: status } = res;
        if (!path || !operation) {
          if (!isOutside(url, known) && !isRefusedOutside(method, status))
            strays.add(`${method} ${url.split('?', 1)[0]!}: ${status}, and no document has it`);
          return;
        }
        const answer = { status, headers: res.getHeaders(), body: method === 'HEAD' ? '' : body() };
        const request = { url, headers: req.headers, body: sent() };
        const wrong = [
          ...undescribedInAnswer(operation, answer, url),
          ...disagreements(path, operation, { request, answer, rules }),
        ];
        for (const stray of wrong) strays.add(`${operation.operationId}: ${stray}`);
      });
      handler(req, res);
    },
    verify: () => {
      if (strays.size > 0) throw new Error(`not as the documents say:\n${[...strays].join('\n')}`);
    },
  };
}

const isOutside = (url: string, known: readonly string[]): boolean =>
  known.some((path) => url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`));

/** Asks whether an answer says that there is nothing. `OPTIONS` is described by HTTP itself, for every path that exists. */
const isRefusedOutside = (method: string, status: number): boolean =>
  beforeRoutes.includes(status) || (method === 'OPTIONS' && status === 204);

/** Collects the content of a request as it arrives; the result is decoded. It adds no listener, which would make the stream flow. */
function received(req: IncomingMessage): () => Buffer | undefined {
  const chunks: Buffer[] = [];
  const { push } = req;
  const keepingPush: typeof push = (chunk: unknown, encoding) => {
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    return push.call(req, chunk, encoding);
  };
  req.push = keepingPush;
  return () => {
    try {
      return decode(Buffer.concat(chunks), req.headers['content-encoding']);
    } catch {
      return undefined;
    }
  };
}

/** Collects the body of an answer; the result is decoded once it has been sent. */
function collect(res: ServerResponse): () => string {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
  };
  const { write, end } = res;
  const keepingWrite = ((...args: Parameters<typeof write>) => {
    keep(args[0]);
    return write.apply(res, args);
  }) as typeof write;
  const keepingEnd = ((...args: Parameters<typeof end>) => {
    keep(args[0]);
    return end.apply(res, args);
  }) as typeof end;
  res.write = keepingWrite;
  res.end = keepingEnd;
  return () => decode(Buffer.concat(chunks), String(res.getHeader('content-encoding') ?? '')).toString();
}

/** Decodes content. Throws for content that is not of its coding. */
function decode(content: Buffer, coding = ''): Buffer {
  switch (coding.trim().toLowerCase()) {
    case 'br':
      return brotliDecompressSync(content);
    case 'gzip':
    case 'deflate':
      return unzipSync(content);
    default:
      return content;
  }
}
