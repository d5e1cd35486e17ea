/**
 * Requests by browsers on behalf of strangers. The faults are a switch that anybody on this machine may press, so no page of another
 * origin may press it for them.
 *
 * A page of another site can send requests to loopback, and read answers too once its own name resolves to it (DNS rebinding). The first
 * carry another `Origin` than the host that they are for, or say so in `Sec-Fetch-Site`; the second carry a `Host` that is no loopback name.
 * Scripts send neither header.
 */

import { Failure } from '@frontage/errors';
import { headerOf } from '@frontage/http-server/context';
import { stage, type Stage } from '@frontage/http-server/stack';
import { isLoopbackHost } from '@frontage/network-address';
import type { RequestHandler } from 'express';

export interface LocalOnlyOptions {
  /** Whether this process listens on loopback: then every `Host` must be a loopback name. In a container it has other names. */
  readonly onLoopback: boolean;
}

const refusal = (reason: string, detail: string): Failure => new Failure('FORBIDDEN', detail, { reason });
const reads: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Creates the stage. */
export function localOnly({ onLoopback }: LocalOnlyOptions): Stage {
  const handle: RequestHandler = (req, _res, next) => {
    const host = headerOf(req, 'host') ?? '';
    if (onLoopback && !isLoopbackHost(URL.parse(`http://${host}`)?.hostname ?? ''))
      throw refusal('HOST_NOT_LOCAL', 'Only localhost and addresses of this machine are answered.');
    if (reads.has(req.method)) return next();
    const origin = headerOf(req, 'origin');
    if (origin !== undefined && origin !== `http://${host}`)
      throw refusal('ORIGIN_NOT_ALLOWED', 'Requests of pages from elsewhere are not answered.');
    const site = headerOf(req, 'sec-fetch-site');
    if (site !== undefined && site !== 'same-origin')
      throw refusal('CROSS_SITE_REQUEST', 'Requests of pages from elsewhere are not answered.');
    next();
  };
  return stage('csrf', handle);
}
