/** Wiretaps: what the provider gives out, and what our clients are told. */

import { createServer, request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface ProviderTap {
  /** The issuer that everybody else is told of. */
  readonly url: string;
  /** Every token and code that came by. */
  readonly issued: ReadonlySet<string>;
  /** Of each grant, how often tokens were asked for with it. */
  readonly grants: Readonly<Record<string, number>>;
  /** The provider cannot be reached: connections break. */
  down: boolean;
  close(): void;
}

/** Stands between the provider and everybody else, and writes down what it gives them. */
export async function tapProvider(port: number, provider: string): Promise<ProviderTap> {
  const issued = new Set<string>();
  const grants: Record<string, number> = {};
  const server = createServer((req, res) => {
    if (tap.down) return void req.socket.destroy();
    void buffer(req).then((asked) => {
      const grant = new URLSearchParams(asked.toString()).get('grant_type');
      if (grant !== null) grants[grant] = (grants[grant] ?? 0) + 1;
      const onward = request(
        new URL(req.url!, provider),
        { method: req.method!, headers: req.headers, agent: false },
        (answer) => {
          void buffer(answer).then((body) => {
            for (const secret of secretsIn(answer, body.toString())) issued.add(secret);
            res.writeHead(answer.statusCode!, answer.headers).end(body);
          });
        },
      );
      onward.on('error', () => req.socket.destroy());
      onward.end(asked);
    });
  });
  const tap: ProviderTap = {
    url: `http://127.0.0.1:${port}`,
    issued,
    grants,
    down: false,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return tap;
}

function secretsIn({ headers }: IncomingMessage, body: string): string[] {
  const location = headers.location === undefined ? undefined : URL.parse(headers.location);
  const found: unknown[] = [location?.searchParams.get('code')];
  if (headers['content-type']?.startsWith('application/json')) {
    const { access_token, refresh_token, id_token } = JSON.parse(body) as Record<string, unknown>;
    found.push(access_token, refresh_token, id_token);
  }
  return found.filter((secret) => typeof secret === 'string');
}

export interface Told {
  readonly url: string;
  readonly status: number;
  /** Headers and body. */
  readonly text: string;
}

/** Writes down every answer that this process is given from now on. */
export function tapAnswers(): { readonly told: readonly Told[]; remove(): void } {
  const told: Told[] = [];
  const untapped = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await untapped(input, init);
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\n`).join('');
    const url = input instanceof Request ? input.url : String(input);
    told.push({ url, status: answer.status, text: headers + (await answer.clone().text()) });
    return answer;
  };
  return { told, remove: () => void (globalThis.fetch = untapped) };
}
