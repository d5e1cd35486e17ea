/** Redirect to a loopback address (RFC 8252 §7.3): how the browser hands the answer of a login to the app. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  /** Redirect URI of this login: a free port of 127.0.0.1, which no other program can take while it is listened to. */
  readonly redirectUri: string;
  /** Address to which the browser was sent, with its parameters. Rejects when it does not come in time. */
  readonly answer: Promise<URL>;
  close(): void;
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Frontage</title><p>You can close this page and go back to the app.</p></html>`;

/**
 * Listens for the answer to the authorization request with this `state`. Whatever else comes is refused, and the wait goes on: another page
 * must not be able to end a login.
 */
export async function listenForAnswer(state: string, timeoutMs: number): Promise<Loopback> {
  const { promise, resolve, reject } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', redirectUri);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Security-Policy', "default-src 'none'");
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Connection', 'close');
    const isAnswer = url?.pathname === '/callback' && url.searchParams.get('state') === state;
    if (request.method !== 'GET' || !isAnswer) return void response.writeHead(400).end();
    response.end(page, () => resolve(url));
  });
  const redirectUri = `http://127.0.0.1:${await portOf(server)}/callback`;
  const timer = setTimeout(() => reject(new Error('The browser did not come back.')), timeoutMs);
  // No use for the answer once the login is closed.
  promise.catch(() => undefined);
  return {
    redirectUri,
    answer: promise,
    close: () => {
      clearTimeout(timer);
      server.close();
      server.closeIdleConnections();
    },
  };
}

const portOf = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
