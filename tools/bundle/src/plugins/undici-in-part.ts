/** undici without what nothing here uses: mock agents, proxies, web sockets, caches, interceptors. Its entry would load and run all of it. */

import type { Plugin } from 'esbuild';

/** Entry of undici with the names that are imported here. The build fails for another one. */
const entry = `
  import api from './lib/api/index.js';
  import Dispatcher from './lib/dispatcher/dispatcher.js';
  Object.assign(Dispatcher.prototype, api);
  export { default as buildConnector } from './lib/core/connect.js';
  export { default as Agent } from './lib/dispatcher/agent.js';
  export { default as Pool } from './lib/dispatcher/pool.js';
  export { fetch } from './lib/web/fetch/index.js';
`;

/** Leaves out most of undici. */
export const undiciInPart = (): Plugin => ({
  name: 'undici in part',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/node_modules\/undici\/index\.js$/ }, () => ({ contents: entry }));
  },
});
