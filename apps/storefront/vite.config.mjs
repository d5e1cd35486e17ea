/** Build of the storefront, and its server for people who work on it (`npx nx dev storefront`, beside a running `npm start`). */

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { earlyScript } from './early-script.mjs';

/** Addresses that web-bff answers itself. */
const served = ['/graphql', '/auth', '/problems'];
const webBff = 'http://localhost:4000';

export default defineConfig({
  plugins: [react(), earlyScript('src/early.ts')],
  build: {
    target: 'es2023',
    // The policy of the page has no `data:` for scripts and styles, and every asset is kept for good under its own hash.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: false,
    rolldownOptions: {
      output: {
        // Modules of every first visit compress better in one file than in ten.
        codeSplitting: {
          groups: [
            {
              name: 'shop',
              test: /storefront\/src\/(cart\/(use-cart|cart\.view|visitor-cart|cart-writer\.|cart\.documents)|session|storage|graphql\/page-failure|parts\/announcer|frame\/failure-sentences)/,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 4010,
    // The session's cookie and the origin are those of web-bff.
    proxy: Object.fromEntries(
      served.map((path) => [path, { target: webBff, changeOrigin: true, headers: { origin: webBff } }]),
    ),
  },
});
