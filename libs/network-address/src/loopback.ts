/** Loopback hosts. No other machine can pose as them, so http to them is as safe as https. */

/** Asks whether a URL is plain http. False for a text that is no URL. */
export const isPlainHttp = (url: string): boolean => URL.parse(url)?.protocol === 'http:';

/** Asks whether a host is this machine: `localhost`, `127.0.0.1`, `::1` or `[::1]`. RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(host);

/** Asks whether a URL's host is this machine. False for a text that is no URL. */
export const isLoopback = (url: string): boolean => isLoopbackHost(URL.parse(url)?.hostname ?? '');
