/** Compression with brotli or gzip. Answers reflect no user input beside secrets, so BREACH has nothing to measure. */

import compressible from 'compressible';
import type { Request, RequestHandler, Response } from 'express';
import Negotiator from 'negotiator';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { stage, type Stage } from '../stack.ts';

/** Smallest body compressed; below it, the added headers cost as much as is saved. */
const leastBytes = 1_024;
/** Brotli quality: as quick as gzip, and smaller. */
const brotliQuality = 4;

type Coding = 'br' | 'gzip';
const codings: readonly Coding[] = ['br', 'gzip'];
const brotli = promisify(brotliCompress);
const compressors: Readonly<Record<Coding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: promisify<Buffer, Buffer>(gzip),
};

/**
 * Compresses whole bodies; event streams, written in pieces, pass unchanged. The middleware `compression` has a stream for each answer, and
 * puts four functions of its own on each response. V8 keeps those, with all that hangs on the request, until the next full collection (ADR
 * 0019).
 */
export function compressed(): Stage {
  const handle: RequestHandler = (req, res, next) => {
    const end = res.end as End;
    const endCompressed: End = (chunk, encoding, callback) => {
      res.end = end as Response['end'];
      const endAsItIs = (): Response => end.call(res, chunk, encoding, callback);
      if (!isBody(chunk) || !isWorthIt(res, chunk)) return endAsItIs();
      res.vary('Accept-Encoding');
      const coding = codingFor(req);
      if (!coding) return endAsItIs();
      compressors[coding](toBuffer(chunk, encoding)).then((compressed) => {
        if (res.headersSent || res.destroyed) return;
        res.setHeader('Content-Encoding', coding).setHeader('Content-Length', compressed.length);
        end.call(res, compressed, typeof encoding === 'function' ? encoding : callback);
      }, endAsItIs);
      return res;
    };
    res.end = endCompressed as Response['end'];
    next();
  };
  return stage('compression', handle);
}

type End = (this: Response | void, chunk?: unknown, encoding?: unknown, callback?: unknown) => Response;

type Body = string | Uint8Array;

const isBody = (chunk: unknown): chunk is Body => typeof chunk === 'string' || chunk instanceof Uint8Array;

/** Bytes of a body. Called only for bodies to compress, as most answers need no copy. */
const toBuffer = (body: Body, encoding: unknown): Buffer =>
  typeof body === 'string'
    ? Buffer.from(body, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/**
 * Asks whether a body is worth compressing, whatever the client accepts. Caches must learn from `Vary` that the answer depends on that.
 * Text has at least as many bytes as characters.
 */
const isWorthIt = (res: Response, { length }: Body): boolean =>
  length >= leastBytes &&
  !res.headersSent &&
  !res.hasHeader('Content-Encoding') &&
  (compressible(String(res.getHeader('Content-Type') ?? '')) ?? false) &&
  // RFC 9111 §5.2.2.6
  !/(?:^|,)\s*no-transform\s*(?:,|$)/i.test(String(res.getHeader('Cache-Control') ?? ''));

/** Negotiated coding (RFC 9110 §12.5.3). The body of an answer to HEAD is never sent. */
function codingFor(req: Request): Coding | undefined {
  if (req.method === 'HEAD' || req.headers['accept-encoding'] === undefined) return undefined;
  // The types of negotiator lack `preferred`.
  const negotiator = new Negotiator(req) as { encodings(available: readonly string[], options: object): string[] };
  const [best] = negotiator.encodings([...codings, 'identity'], { preferred: codings });
  return codings.find((coding) => coding === best);
}
