/** Entry of the shop in the browser. */

import '@frontage/look/look.css';
import { startTransition, StrictMode, useLayoutEffect, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { leaveShell } from './frame/leave-shell.ts';
import { pageFailureOf } from './graphql/page-failure.ts';
import { watchSession } from './session.ts';

watchSession();
const [shell, page] = ['shell', 'root'].map((id) => document.getElementById(id)!) as [HTMLElement, HTMLElement];

/** Page in the place of the static shell, in one step. */
function InPlaceOfShell({ children }: { readonly children: ReactNode }): ReactNode {
  useLayoutEffect(() => leaveShell(shell, page), []);
  return children;
}

const root = createRoot(page, {
  // An answer that says no is told on the page. Faults of the code are for the console, too.
  onCaughtError(error) {
    if (pageFailureOf(error).code === 'UNEXPECTED') globalThis.reportError(error);
  },
});
// A transition is drawn in slices: a slow phone can scroll, and answers to fingers, meanwhile.
startTransition(() =>
  root.render(
    <StrictMode>
      <InPlaceOfShell>
        <App />
      </InPlaceOfShell>
    </StrictMode>,
  ),
);
