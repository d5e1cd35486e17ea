/** Address of the embedded log, in a configuration schema. */

import { z } from 'zod';

export const defaultLogPort = 4408;

/** Finds the fault of an address, or undefined. The message never repeats it: it may hold a token. */
function wrongWith(text: string): string | undefined {
  if (!URL.canParse(text) || !text.includes('://')) return `is not a URL; use log://127.0.0.1:${defaultLogPort}`;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  if (protocol !== 'log:') return 'has an unknown scheme; use log';
  if (hostname === '') return 'names no host';
  if (!['', '/'].includes(pathname) || search !== '' || hash !== '')
    return 'may hold nothing after the host and the port';
  if (username !== '') return 'names a user; a token stands after a colon: log://:token@host';
  return /^[\w.~-]*$/.test(password) ? undefined : 'has a token of other characters than letters, digits and . _ ~ -';
}

/** Schema of `MESSAGE_LOG_URL`: `log://host:port`, with `:token@` before the host where the log has one. */
export const logUrl = z.string().superRefine((text, context) => {
  const message = wrongWith(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** Address as the WebSocket client takes it, and the token. */
export function toEndpoint(url: string): {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  const { hostname, port, password } = new URL(url);
  return {
    address: `ws://${hostname}:${port || defaultLogPort}/`,
    headers: password === '' ? {} : { Authorization: `Bearer ${password}` },
  };
}
