/** Entry of the shop in the browser. */

import '@frontage/look/look.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { pageFailureOf } from './graphql/page-failure.ts';
import { watchSession } from './session.ts';

watchSession();
createRoot(document.getElementById('root')!, {
  // An answer that says no is told on the page. Faults of the code are for the console, too.
  onCaughtError(error) {
    if (pageFailureOf(error).code === 'UNEXPECTED') globalThis.reportError(error);
  },
}).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
