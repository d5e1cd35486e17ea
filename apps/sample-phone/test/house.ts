/** House for the phone: the identity provider, mobile-bff and the domain, all in one process, and a network in between that loses things. */

import { createIssuer, createServiceAuthorizer } from '@frontage/auth';
import { openTestBed, type BffProof, type Identity, type TestBed } from '@frontage/proof';
import { createRuntime } from '@frontage/http-server';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryTokenStore, type TokenStore } from '../src/auth/token-store.ts';
import { openPhone, type Phone, type PhoneOptions } from '../src/phone.ts';
import type { Exchange } from '../src/wire/wire.ts';

/** Parts of other apps, loaded as tools load proofs: no app imports another. */
interface ProviderHarness {
  readonly startProvider: (
    env: Readonly<Record<string, string>>,
    runtime: unknown,
  ) => Promise<{ readonly url: string; close(): Promise<void> }>;
  readonly Browser: new (site: string) => Browser;
}
interface Page {
  readonly url: string;
  readonly html: string;
}
interface Browser {
  open(url: URL): Promise<Page>;
  submit(page: Page, fields: Record<string, string>): Promise<Page>;
}
const load = async <T>(path: string): Promise<T> => (await import(new URL(`../../${path}`, import.meta.url).href)) as T;
const { startProvider, Browser } = await load<ProviderHarness>('identity-provider/test/harness.ts');
const { proof } = await load<{ readonly proof: BffProof }>('mobile-bff/proof/index.ts');

/** Network between phone and mobile-bff. */
export interface Network {
  readonly url: string;
  /** True: nothing connects, and what is connected breaks. */
  isDown: boolean;
  /** Called for each request; says at which point its connection breaks, if at all. */
  breaksAt: (request: string) => 'request' | 'answer' | undefined;
}

async function startNetwork(target: number): Promise<{ readonly network: Network; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    if (network.isDown) return void client.resetAndDestroy();
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
    let point: ReturnType<Network['breaksAt']>;
    client.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (/^[A-Z]+ \//.test(text)) point = network.breaksAt(text.slice(0, text.indexOf('\r\n')));
      if (network.isDown || point === 'request') return void client.resetAndDestroy();
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (network.isDown || point === 'answer') return void client.resetAndDestroy();
      client.write(bytes);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const network: Network = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isDown: false,
    breaksAt: () => undefined,
  };
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { network, close };
}

export interface OpenedPhone extends Phone {
  /** Requests so far. */
  readonly exchanges: Exchange[];
  /** Addresses that were opened in the browser. */
  readonly opened: URL[];
  /** Waits between tries, in milliseconds. */
  readonly waits: number[];
  readonly store: TokenStore;
}

export type PhoneSettings = Partial<PhoneOptions> & {
  /** Person who sits in front of the browser. Default: ada. */
  readonly login?: string;
};

export interface House {
  readonly bed: TestBed;
  readonly issuer: string;
  readonly network: Network;
  /** New file for the state of a phone. */
  newStateFile(): string;
  /** Person in front of a browser that keeps its cookies: logs in, unless the provider still knows them. */
  browserOf(login: string): (url: URL) => Promise<void>;
  phone(settings?: PhoneSettings): Promise<OpenedPhone>;
  close(): Promise<void>;
}

export const traits = {
  appVersion: 'ios/3.2.0',
  language: 'en',
  currency: 'EUR',
  dpr: 2,
  saveData: false,
} satisfies PhoneOptions['traits'];

export async function startHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const provider = await startProvider({}, createRuntime('identity-provider'));
  const identity: Identity = {
    // The address is all that is asked of a fake one.
    issuer: { url: provider.url } as Identity['issuer'],
    authorize: createServiceAuthorizer(createIssuer({ identifier: provider.url, fetch })),
    close: () => provider.close(),
  };
  const bed = await openTestBed(proof, identity, { BUDGET_FACTOR: '10', ...env });
  const { network, close } = await startNetwork(Number(new URL(bed.origin).port));
  const folder = await mkdtemp(join(tmpdir(), 'sample-phone-'));
  let files = 0;
  const newStateFile = (): string => join(folder, `${(files += 1)}`, 'state.json');

  const browserOf = (login: string): ((url: URL) => Promise<void>) => {
    const browser = new Browser(provider.url);
    return async (url) => {
      const first = await browser.open(url);
      const last = first.html.includes('<form') ? await browser.submit(first, { login, password: 'frontage' }) : first;
      const answer = await fetch(last.url);
      await answer.body?.cancel();
    };
  };

  return {
    ...{ bed, network, newStateFile, browserOf, issuer: provider.url },
    phone: async ({ login = 'ada', ...settings } = {}) => {
      const [exchanges, opened, waits]: [Exchange[], URL[], number[]] = [[], [], []];
      const store = settings.store ?? createMemoryTokenStore();
      const browse = settings.openBrowser ?? browserOf(login);
      const options: PhoneOptions = {
        ...{ issuer: provider.url, mobileBffUrl: network.url, stateFile: newStateFile(), traits },
        wait: async (ms) => void waits.push(ms),
        ...settings,
        store,
        openBrowser: async (url) => {
          opened.push(url);
          await browse(url);
        },
        onExchange: (exchange) => exchanges.push(exchange),
      };
      const phone = await openPhone(options);
      return Object.assign(Object.create(phone) as Phone, { exchanges, opened, waits, store });
    },
    close: async () => {
      await close();
      await bed.close();
      await provider.close();
      await rm(folder, { recursive: true });
    },
  };
}
