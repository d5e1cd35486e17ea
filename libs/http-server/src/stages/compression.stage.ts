/** brotli or gzip for bodies worth it. Answers reflect no user input beside secrets, so BREACH has nothing to measure. */

import compressible from 'compressible';
import type { Request, RequestHandler, Response } from 'express';
import Negotiator from 'negotiator';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { stage, type Stage } from '../stack.ts';

/** Below, the headers that it takes cost as much as it saves. */
const leastBytes = 1_024;
/** As quick as gzip, and smaller. */
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
 * Whole bodies, as all of ours are; what is written in pieces (event streams) passes untouched. Not the middleware `compression`: it
 * has a stream for each answer, and puts four functions of its own on each response, which V8 keeps, with all that hangs on the
 * request, until the next full collection (ADR 0019).
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

/** Of most answers nothing is compressed: they are not copied to find that out. */
const toBuffer = (body: Body, encoding: unknown): Buffer =>
  typeof body === 'string'
    ? Buffer.from(body, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** Whatever the client accepts: caches must know that it depends on that. Text is at least as many bytes as it is characters. */
const isWorthIt = (res: Response, { length }: Body): boolean =>
  length >= leastBytes &&
  !res.headersSent &&
  !res.hasHeader('Content-Encoding') &&
  (compressible(String(res.getHeader('Content-Type') ?? '')) ?? false) &&
  // RFC 9111 §5.2.2.6
  !/(?:^|,)\s*no-transform\s*(?:,|$)/i.test(String(res.getHeader('Cache-Control') ?? ''));

/** RFC 9110 §12.5.3. The body of an answer to HEAD is never sent. */
function codingFor(req: Request): Coding | undefined {
  if (req.method === 'HEAD' || req.headers['accept-encoding'] === undefined) return undefined;
  // Its types are older than it is.
  const negotiator = new Negotiator(req) as { encodings(available: readonly string[], options: object): string[] };
  const [best] = negotiator.encodings([...codings, 'identity'], { preferred: codings });
  return codings.find((coding) => coding === best);
}
