/** Build of the storefront, and its server for people who work on it (`npx nx dev storefront`, beside a running `npm start`). */

import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { earlyScript } from './early-script.mjs';
import { staticShell } from './static-shell.mjs';

/** Addresses that web-bff answers itself. */
const served = ['/graphql', '/auth', '/problems'];
const webBff = 'http://localhost:4000';

export default defineConfig({
  plugins: [react(), earlyScript('src/early.ts'), staticShell('/src/frame/shell.tsx')],
  // RxJS, which Apollo Client is built on, has classes there, and no helpers for the browsers of ten years ago.
  resolve: { conditions: ['es2015', ...defaultClientConditions] },
  build: {
    target: 'es2023',
    // The policy of the page has no `data:` for scripts and styles, and every asset is kept for good under its own hash.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the first script needs, which waits for nothing else.
            {
              name: 'first',
              test: /vite\/(preload-helper|modulepreload)|storefront\/src\/(routes|currency\/(currency|currency-choice)\.ts|storage|graphql\/(asked|early|own-changes|request|send)|parts\/product-image\/picture|pages\/(home\/home\.view|(home\/home|product\/product|category\/category)\.documents))/,
              priority: 1,
            },
            // Modules of every first visit compress better in one file than in ten.
            {
              name: 'shop',
              test: /node_modules\/(react-router|react-dom|scheduler)|libs\/look\/|storefront\/src\/(cart\/(use-cart|cart\.view|visitor-cart|cart-writer\.|cart\.documents)|wishes\/(heart|kept-wish|use-wish|read-kept-wish)|session|currency\/use-currency|graphql\/(page-failure|change|use-page-data)|parts\/(announcer|dialog|failure-notice|form\/refusals|boundary|money|notice|page-title|product-image|product-tile|skeleton)|frame\/)/,
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
