/** Where browsers see a BFF, and whether they keep its cookies there: told by option, so that a configuration can name its variable. */

import { isLoopback, isPlainHttp } from '@frontage/network-address';

export interface OriginFlaw {
  /** The option that is wrong. */
  readonly option: 'publicOrigin' | 'insecureCookies';
  /** What is wrong with it, to be read after its name. */
  readonly message: string;
}

/** Asks whether a text is an http or https origin to the letter: `https://shop.example`. */
export const isOrigin = (text: string): boolean =>
  URL.parse(text)?.origin === text && /^https?:/.test(text) && !text.includes('*');

/** What would keep a session handler with these options from working, or make it unsafe; undefined when nothing does. */
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
