/** Loopback: the hosts that no other machine can pose as, so that http to them is as good as https. */

/** Asks whether a URL is plain http. What is no URL is not. */
export const isPlainHttp = (url: string): boolean => URL.parse(url)?.protocol === 'http:';

/** Asks whether a host is this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3): `localhost`, `127.0.0.1`, `::1` or `[::1]`. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host);

/** Asks whether a URL's host is this machine. A text that is no URL is not. */
export const isLoopback = (url: string): boolean => isLoopbackHost(URL.parse(url)?.hostname ?? '');
