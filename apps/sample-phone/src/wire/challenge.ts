/** Challenge of an answer that wants another login (RFC 9470 §3). */

import type { LoginDemand } from '../failures.ts';

/** Reads `WWW-Authenticate`; undefined when it does not say `insufficient_user_authentication`. */
export function loginDemandOf(field: string | null): LoginDemand | undefined {
  const parameters = new Map(
    [...(field ?? '').matchAll(/([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)].map(([, name, quoted, token]) => [
      name!.toLowerCase(),
      quoted?.replace(/\\(.)/g, '$1') ?? token ?? '',
    ]),
  );
  if (parameters.get('error') !== 'insufficient_user_authentication') return undefined;
  const acrValues = parameters.get('acr_values');
  const maxAge = parameters.get('max_age');
  return {
    ...(acrValues !== undefined && { acrValues }),
    ...(maxAge !== undefined && /^\d+$/.test(maxAge) && { maxAgeS: Number(maxAge) }),
  };
}
