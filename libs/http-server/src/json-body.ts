/** Request bodies in JSON: what is wrong with one is said before it is read, as far as its headers tell. */

import { Failure } from '@frontage/errors';
import express, { type RequestHandler } from 'express';
import { isUtf8 } from 'node:buffer';
import { MIMEType } from 'node:util';

/** Encodings that Express' parser decodes. */
const encodings = ['gzip', 'deflate', 'br'];

export interface JsonBodyOptions {
  /** Decoded. More is 413. */
  readonly maxBytes: number;
}

/**
 * Reads a body that is JSON into `req.body`; none leaves it undefined. 415 for another media type or charset (JSON is UTF-8, RFC 8259
 * §8.1) and, with `Accept-Encoding` (RFC 9110 §15.5.16), for an encoding that is not known; 413 for too much, at once when
 * Content-Length says so; 400 for bytes that are not UTF-8. Only then a client that expects `100 Continue` gets it.
 */
export function jsonBody({ maxBytes }: JsonBodyOptions): RequestHandler[] {
  const check: RequestHandler = (req, res, next) => {
    const length = Number(req.headers['content-length'] ?? 0);
    const hasBody = req.headers['transfer-encoding'] !== undefined || length > 0;
    if (!hasBody) return next();
    requireJson(req.headers['content-type']);
    requireEncoding(req.headers['content-encoding']);
    if (length > maxBytes) {
      // The rest is not read: the connection is of no further use.
      throw new Failure('PAYLOAD_TOO_LARGE', `The body may have at most ${maxBytes} bytes.`, {
        headers: { Connection: 'close' },
      });
    }
    if (req.headers.expect !== undefined) res.writeContinue();
    next();
  };
  return [check, express.json({ limit: maxBytes, strict: false, type: () => true, verify: requireUtf8 })];
}

/** What the parser says of a body that is not UTF-8, as its own errors are told apart: by type. */
export const notUtf8 = 'entity.not-utf8';

/** The parser would put U+FFFD in the place of what is no UTF-8, and go on. */
function requireUtf8(_: unknown, __: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw Object.assign(new Error('The body is not UTF-8.'), { type: notUtf8 });
}

function requireJson(contentType: string | undefined): void {
  const type = readMediaType(contentType);
  const charset = type?.params.get('charset') ?? 'utf-8';
  if (type?.essence === 'application/json' && charset.toLowerCase() === 'utf-8') return;
  throw new Failure('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json, in UTF-8.', {
    headers: { Accept: 'application/json' },
  });
}

/** Undefined for what is no media type. */
function readMediaType(text = ''): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

function requireEncoding(encoding = 'identity'): void {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || encodings.includes(name)) return;
  throw new Failure('UNSUPPORTED_MEDIA_TYPE', 'The encoding of the body is not supported.', {
    headers: { 'Accept-Encoding': encodings.join(', ') },
  });
}
