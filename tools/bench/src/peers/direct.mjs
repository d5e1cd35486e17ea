/** The client without a BFF: it calls the services and composes the screen itself. */

import { gridScreen, homeScreen, orderListScreen } from './screens.mjs';
import { createServices } from './services.mjs';
import { createUndiciTransport } from './transports.mjs';

/** The scenarios' answers, in their own form, so that they can be compared. */
const screens = {
  'web-grid': async (services) => ({ data: await gridScreen(services) }),
  'mobile-home': homeScreen,
  'partner-orders': (services) => orderListScreen(services, 20),
};

export async function createDirectClient(scenario, headers, env, onCall) {
  const screen = screens[scenario.split(':')[0]];
  if (!screen) throw new Error(`No client composes ${scenario} by itself.`);
  const transport = createUndiciTransport();
  let bytes = 0;
  const weighing = async (request) => {
    const answer = await transport(request);
    bytes += Buffer.byteLength(JSON.stringify(answer));
    return answer;
  };
  await screen(createServices(weighing, env)(headers));
  const services = createServices(transport, env)(headers);
  const timed = Object.entries(services).map(([name, call]) => [name, timing(call, (ms) => onCall?.(name, ms))]);
  const show = () => screen(Object.fromEntries(timed));
  return {
    iterate: async (onAnswer) => {
      const answer = await timing(show, (ms) => onAnswer?.(ms, bytes))();
      return [() => answer];
    },
    close: () => Promise.resolve(),
  };
}

/** The same call, telling how long its answer took. */
const timing =
  (call, told) =>
  async (...args) => {
    const sentAt = performance.now();
    const answer = await call(...args);
    told(performance.now() - sentAt);
    return answer;
  };
