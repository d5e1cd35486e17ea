/**
 * `X-App-Version`: versions that are too old get 426, all others what they should know of themselves. No call to a service is made for it.
 * Decisions are in ADR 0045.
 */

import { Failure } from '@frontage/errors';
import { headerOf } from '@frontage/http-server/context';
import type { HeaderDescription } from '@frontage/http-server';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { appVersionPattern, readAppVersion, type AppVersions, type Verdict } from './app-versions.ts';

export interface AppVersionsOptions {
  readonly versions: { readonly current: AppVersions };
  /** Asks whether shared caches may hold the answer to a request: then it says nothing about one version. */
  readonly isPublic: (method: string, path: string) => boolean;
}

/** Handles the header. A request without it is answered: browsers, scripts and probes have no version. */
export function appVersions({ versions, isPublic }: AppVersionsOptions): RequestHandler {
  return (req, res, next) => {
    const isForOne = !isPublic(req.method, req.path);
    if (isForOne) res.vary('X-App-Version');
    const field = headerOf(req, 'x-app-version');
    if (field === undefined) return next();
    const app = readAppVersion(field);
    if (!app) throw malformed();
    const verdict = versions.current(app);
    if (!verdict) return next();
    if (verdict.required !== undefined) throw tooOld(app.platform, verdict.required, verdict.store);
    if (isForOne) for (const [name, value] of headersOf(verdict)) res.setHeader(name, value);
    next();
  };
}

const malformed = (): Failure =>
  new Failure('INVALID_INPUT', 'X-App-Version cannot be read.', {
    errors: [{ pointer: '#/headers/x-app-version', detail: 'must be ios/ or android/ and a version: ios/3.2.0' }],
  });

/** Refusal of a version. `Upgrade` is required beside a 426 (RFC 9110 §15.5.22), and `Connection` beside that (§7.8). */
const tooOld = (platform: string, required: string, store: string): Failure =>
  new Failure('UPGRADE_REQUIRED', `Version ${required} or later is needed. The app's store has it.`, {
    reason: 'APP_TOO_OLD',
    headers: { Upgrade: `${platform}/${required}`, Connection: 'Upgrade' },
    problem: { members: { store } },
  });

/**
 * Headers about a version that is answered. Both say "no" outright: a 304 replaces headers in a phone's cache, and cannot take one away (RFC
 * 9111 §3.2).
 */
function headersOf({ store, updateRecommended, switches }: Verdict): readonly (readonly [string, string])[] {
  const states = Object.entries(switches).map(([name, isOn]) => (isOn ? name : `${name}=?0`));
  return [
    ['Frontage-App-Update', updateRecommended ? `recommended;store="${store}"` : 'none'],
    ...(states.length > 0 ? [['Frontage-App-Switches', states.join(', ')] as const] : []),
  ];
}

/** Input that every operation takes, for the document. */
export const appVersionInput = z.object({
  'x-app-version': z
    .string()
    .max(128)
    .regex(new RegExp(appVersionPattern))
    .optional()
    .meta({ description: 'Platform and version of the app. Versions below the minimum of the platform get 426.' }),
});

/** Headers of answers for one caller, for the document. */
export const appVersionHeaders: Readonly<Record<string, HeaderDescription>> = {
  'Frontage-App-Update': {
    description: 'Recommendation of an update to this version, and where it is. Missing without `X-App-Version`.',
    schema: { type: 'string', pattern: '^(none|recommended;store="https://[!#-\\[\\]-~]+")$', maxLength: 600 },
  },
  'Frontage-App-Switches': {
    description: 'Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any.',
    schema: { type: 'string', pattern: '^[a-z][a-z0-9-]*(=\\?0)?(, [a-z][a-z0-9-]*(=\\?0)?)*$', maxLength: 4_000 },
  },
};
