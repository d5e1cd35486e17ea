/** Loopback: the hosts that no other machine can pose as, so that http to them is as good as https. */

/** Asks whether a URL is plain http. What is no URL is not. */
export const isPlainHttp = (url: string): boolean => URL.parse(url)?.protocol === 'http:';

/** Asks whether a URL's host is this machine (RFC 6761 §6.3, RFC 5735 §3). What is no URL is not. */
export const isLoopback = (url: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(URL.parse(url)?.hostname ?? '');
