/** GraphiQL, self-hosted: a page for developers, never mounted in production. */

import { Failure } from '@frontage/errors';
import { contextOf } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import express, { type RequestHandler } from 'express';
import { bundleGraphiql } from './bundle.ts';

export interface GraphiqlOptions {
  /** Directory in which the bundle is kept between starts. */
  readonly cacheDir: string;
  /** Default `/graphiql`. Assets are below it. */
  readonly path?: string;
  /** Default `/graphql`. */
  readonly endpoint?: string;
  /** Initial text of the editor. */
  readonly query?: string;
}

/** Content-Security-Policy: the editor writes style elements and starts workers; all sources are this origin. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Serves the page and its assets. Mount it in development only. */
export function graphiql({ cacheDir, path = '/graphiql', endpoint = '/graphql', query = '' }: GraphiqlOptions): Stage {
  const html = page({ path, endpoint, query });
  let assets: Promise<RequestHandler> | undefined;
  const bundled = (): Promise<RequestHandler> =>
    (assets ??= serveBundle(cacheDir).catch((cause: unknown) => {
      assets = undefined;
      throw new Failure('UNAVAILABLE', 'GraphiQL is not installed here, or cannot be bundled.', { cause });
    }));
  const begin: RequestHandler = (_, res, next) => {
    contextOf(res).route = path;
    res.setHeader('Content-Security-Policy', policy);
    next();
  };
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get(path, begin, (_, res) => void res.type('html').setHeader('Cache-Control', 'no-cache').send(html));
  router.use(path, begin, async (req, res, next) => (await bundled())(req, res, next));
  return routes({ access: 'public' }, router);
}

/** Serves the bundle's directory, which holds nothing else. */
const serveBundle = async (cacheDir: string): Promise<RequestHandler> =>
  express.static(await bundleGraphiql(cacheDir), { index: false, redirect: false, dotfiles: 'ignore' });

const page = ({ path, endpoint, query }: Required<Omit<GraphiqlOptions, 'cacheDir'>>): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>GraphiQL</title>
    <link rel="stylesheet" href="${path}/graphiql.css" />
    <style>
      body { margin: 0; }
      #graphiql { height: 100dvh; }
    </style>
    <script type="module" src="${path}/graphiql.js"></script>
  </head>
  <body>
    <main id="graphiql" data-endpoint="${endpoint}" data-query="${escape(query)}">
      <p>GraphiQL is being bundled; the first time takes some seconds.</p>
      <noscript>GraphiQL needs JavaScript.</noscript>
    </main>
  </body>
</html>
`;

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
