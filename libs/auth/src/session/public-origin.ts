/**
 * Public origin of a BFF, and whether browsers keep its cookies there. Flaws name their option, so that a configuration can name its
 * variable.
 */

import { isLoopback, isPlainHttp } from '@frontage/network-address';

export interface OriginFlaw {
  readonly option: 'publicOrigin' | 'insecureCookies';
  /** Flaw, to be read after the option's name. */
  readonly message: string;
}

/** Asks whether a text is exactly an http or https origin: `https://shop.example`. */
export const isOrigin = (text: string): boolean =>
  URL.parse(text)?.origin === text && /^https?:/.test(text) && !text.includes('*');

/** Flaw that breaks a session handler or makes it unsafe; undefined when there is none. */
export function flawOfOrigin({
  publicOrigin,
  insecureCookies,
}: {
  readonly publicOrigin: string;
  readonly insecureCookies: boolean;
}): OriginFlaw | undefined {
  if (!isOrigin(publicOrigin)) {
    return { option: 'publicOrigin', message: 'must be an origin, without a path or a slash at the end' };
  }
  const needsInsecure = isPlainHttp(publicOrigin) && !isLoopback(publicOrigin);
  if (needsInsecure && !insecureCookies) {
    const message = `must be https, as browsers keep no Secure cookies of ${publicOrigin}, unless insecure ones are allowed`;
    return { option: 'publicOrigin', message };
  }
  if (!needsInsecure && insecureCookies) {
    const message = `must not be set: insecure cookies are for http on another host than this, and ${publicOrigin} does not need them`;
    return { option: 'insecureCookies', message };
  }
  return undefined;
}
