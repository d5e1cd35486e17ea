/** Shop: the frame, and in it the page of each route. */

import { Suspense, use, type ReactElement } from 'react';
import { BrowserRouter, Route as RouteElement, Routes, useLocation } from 'react-router';
import { ApolloProvider } from '@apollo/client/react';
import { leaveOldBuild } from './build.ts';
import { CartProvider } from './cart/use-cart.tsx';
import { FailurePage } from './frame/failure-page.tsx';
import { Frame } from './frame/frame.tsx';
import { ViewerProvider } from './frame/use-viewer.tsx';
import { client } from './graphql/apollo.ts';
import { offline, RequestFailure } from './graphql/send.ts';
import { Boundary } from './parts/boundary/boundary.tsx';
import { Skeleton } from './parts/skeleton/skeleton.tsx';
import { WishesProvider } from './wishes/use-wish.tsx';
import { routes, type PageModule, type Route } from './routes.ts';

const loading = new Map<Route, Promise<PageModule>>();

/** Code of a page. One that could not be loaded is loaded again when it is asked for next, which `lazy` does not do. */
function codeOf(route: Route): Promise<PageModule> {
  const known = loading.get(route);
  if (known) return known;
  const code = route.load().catch(async () => {
    loading.delete(route);
    await leaveOldBuild();
    throw offline();
  });
  loading.set(route, code);
  return code;
}

function LoadedPage({ route }: { readonly route: Route }): ReactElement {
  const { Page } = use(codeOf(route));
  return <Page />;
}

const nowhere = new RequestFailure('There is no such page.', { code: 'NOT_FOUND', status: 404 });

export const App = (): ReactElement => (
  <ApolloProvider client={client}>
    <BrowserRouter>
      <ViewerProvider>
        <CartProvider>
          <WishesProvider>
            <Frame>
              <Pages />
            </Frame>
          </WishesProvider>
        </CartProvider>
      </ViewerProvider>
    </BrowserRouter>
  </ApolloProvider>
);

function Pages(): ReactElement {
  const { pathname } = useLocation();
  return (
    <Boundary key={pathname} instead={(error, retry) => <FailurePage error={error} retry={retry} />}>
      <Routes>
        {routes.map((route) => (
          <RouteElement
            key={route.path}
            path={route.path}
            element={
              <Suspense fallback={<Skeleton shape={route.skeleton} />}>
                <LoadedPage route={route} />
              </Suspense>
            }
          />
        ))}
        <RouteElement path="*" element={<FailurePage error={nowhere} />} />
      </Routes>
    </Boundary>
  );
}
