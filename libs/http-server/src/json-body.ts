/** JSON request bodies. Flaws that the headers show are refused before the body is read. */

import { Failure } from '@frontage/errors';
import express, { type RequestHandler } from 'express';
import { isUtf8 } from 'node:buffer';
import { MIMEType } from 'node:util';

/** Encodings that Express' parser decodes. */
const encodings = ['gzip', 'deflate', 'br'];

export interface JsonBodyOptions {
  /** Most bytes after decoding; more is 413. */
  readonly maxBytes: number;
  /** Media types of bodies, all of them JSON. Default `application/json`. */
  readonly mediaTypes?: readonly string[];
}

/**
 * Reads a JSON body into `req.body`; undefined without a body. 415 for another media type or charset (JSON is UTF-8, RFC 8259 §8.1) and,
 * with `Accept-Encoding` (RFC 9110 §15.5.16), for an unknown encoding; 413 for too many bytes, at once when Content-Length shows it; 400
 * for bytes that are not UTF-8. `100 Continue` is sent only after the checks of the headers.
 */
export function jsonBody({ maxBytes, mediaTypes = [json] }: JsonBodyOptions): RequestHandler[] {
  const check: RequestHandler = (req, res, next) => {
    const length = Number(req.headers['content-length'] ?? 0);
    const hasBody = req.headers['transfer-encoding'] !== undefined || length > 0;
    if (!hasBody) return next();
    requireJson(req.headers['content-type'], mediaTypes);
    requireEncoding(req.headers['content-encoding']);
    if (length > maxBytes) {
      // The rest is not read, so the connection cannot be reused.
      throw new Failure('PAYLOAD_TOO_LARGE', `The body may have at most ${maxBytes} bytes.`, {
        headers: { Connection: 'close' },
      });
    }
    if (req.headers.expect !== undefined) res.writeContinue();
    next();
  };
  return [check, express.json({ limit: maxBytes, strict: false, type: () => true, verify: requireUtf8 })];
}

/** Error type for a body that is not UTF-8. Like the parser's errors, it is told apart by `type`. */
export const notUtf8 = 'entity.not-utf8';

/** Refuses a body that is not UTF-8, where the parser would insert U+FFFD. */
function requireUtf8(_: unknown, __: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw Object.assign(new Error('The body is not UTF-8.'), { type: notUtf8 });
}

const json = 'application/json';

function requireJson(contentType: string | undefined, mediaTypes: readonly string[]): void {
  const type = readMediaType(contentType);
  const charset = type?.params.get('charset') ?? 'utf-8';
  if (type && mediaTypes.includes(type.essence) && charset.toLowerCase() === 'utf-8') return;
  throw new Failure('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${mediaTypes.join(' or ')}, in UTF-8.`, {
    headers: { Accept: json },
  });
}

/** Media type of a header; undefined for an invalid one. */
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
