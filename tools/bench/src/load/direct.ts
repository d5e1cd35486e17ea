/** The client without a BFF: it calls the services itself, and puts the screen together on its own processor. */

import { gridScreen, homeScreen, orderListScreen } from '../peers/screens.ts';
import { createServices, toVisitor, type Services, type Transport, type Visitor } from '../peers/services.ts';
import { createUndiciTransport } from '../peers/undici-transport.ts';

type Screen = (services: Services, visitor: Visitor) => Promise<unknown>;

/** As the scenes' own answers look, so that they can be compared. */
const screens: Readonly<Record<string, Screen>> = {
  'web-grid': async (services, visitor) => ({ data: await gridScreen(services, visitor) }),
  'mobile-home': homeScreen,
  'partner-orders': (services, visitor) => orderListScreen(services, 20, visitor),
};

/** Told of each call to a service, and how long its answer took. */
export type OnCall = (name: string, ms: number) => void;

export interface DirectClient {
  /** Shows the scene once. */
  show(): Promise<unknown>;
  /** Shows it once, and counts the bytes of the answers over HTTP. */
  weigh(): Promise<number>;
}

/** Creates a client that shows one scene. `env` holds the services' addresses. `onCall`: default nobody is told. */
export function createDirectClient(
  scene: string,
  headers: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>> = process.env,
  onCall?: OnCall,
): DirectClient {
  const screen = screens[scene];
  if (!screen) throw new Error(`No client composes ${scene} by itself.`);
  const visitor = toVisitor(headers);
  const transport = createUndiciTransport();
  const plain = createServices(transport, env);
  const services = onCall ? timed(plain, onCall) : plain;
  return {
    show: () => screen(services, visitor),
    weigh: async () => {
      let bytes = 0;
      const counting: Transport = async (outgoing) => {
        const answer = await transport(outgoing);
        bytes += Buffer.byteLength(JSON.stringify(answer));
        return answer;
      };
      await screen(createServices(counting, env), visitor);
      return bytes;
    },
  };
}

/** The same services, each call of which is timed. */
function timed(services: Services, onCall: OnCall): Services {
  const calls = Object.entries(services).map(([name, call]) => [
    name,
    async (...args: never[]): Promise<unknown> => {
      const sentAt = performance.now();
      const answer = await (call as (...args: never[]) => Promise<unknown>)(...args);
      onCall(name, performance.now() - sentAt);
      return answer;
    },
  ]);
  return Object.fromEntries(calls) as unknown as Services;
}
