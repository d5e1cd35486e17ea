/** Shop: the frame, and in it the page of each route. */

import { lazy, Suspense, type ComponentType, type ReactElement } from 'react';
import { BrowserRouter, Route, Routes, useLocation } from 'react-router';
import { ApolloProvider } from '@apollo/client/react';
import { CartProvider } from './cart/use-cart.tsx';
import { FailureBoundary, FailurePage } from './frame/failure-page.tsx';
import { Frame } from './frame/frame.tsx';
import { client } from './graphql/apollo.ts';
import { RequestFailure } from './graphql/send.ts';
import { Skeleton } from './parts/skeleton/skeleton.tsx';
import { routes } from './routes.ts';

const pages = routes.map(({ path, load, skeleton }) => ({
  path,
  skeleton,
  Page: lazy<ComponentType>(async () => ({ default: (await load()).Page })),
}));

const nowhere = new RequestFailure('There is no such page.', { code: 'NOT_FOUND', status: 404 });

export const App = (): ReactElement => (
  <ApolloProvider client={client}>
    <BrowserRouter>
      <CartProvider>
        <Frame>
          <Pages />
        </Frame>
      </CartProvider>
    </BrowserRouter>
  </ApolloProvider>
);

function Pages(): ReactElement {
  const { pathname } = useLocation();
  return (
    <FailureBoundary key={pathname}>
      <Routes>
        {pages.map(({ path, skeleton, Page }) => (
          <Route
            key={path}
            path={path}
            element={
              <Suspense fallback={<Skeleton shape={skeleton} />}>
                <Page />
              </Suspense>
            }
          />
        ))}
        <Route path="*" element={<FailurePage error={nowhere} />} />
      </Routes>
    </FailureBoundary>
  );
}
