/** Admin surface: metrics, on a port of its own, loopback by default. */

import type { Metrics } from '@frontage/observability';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';

/** Creates the handler. `token`: the bearer token that callers must send; undefined on loopback. */
export function adminHandler(metrics: Metrics, token: string | undefined): RequestListener {
  return (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    if (token !== undefined && !bears(req, token))
      return void res.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
    if (req.url !== '/metrics') return void res.writeHead(404).end();
    metrics.expose().then(
      ({ contentType, text }) => res.writeHead(200, { 'Content-Type': contentType }).end(text),
      () => res.writeHead(500).end(),
    );
  };
}

/** Compares hashes, which have equal length, in constant time. */
function bears(req: IncomingMessage, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(req.headers.authorization ?? ''), digest(`Bearer ${token}`));
}
