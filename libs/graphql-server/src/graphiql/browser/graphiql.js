/** What runs in the browser: GraphiQL against the server that this page came from. */

import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const { document } = globalThis;
const root = document.getElementById('graphiql');
const endpoint = root.dataset.endpoint;

const workers = new Map([
  ['json', 'json.worker.js'],
  ['graphql', 'graphql.worker.js'],
]);

globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    new globalThis.Worker(new URL(workers.get(label) ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
};

/** The session's cookie goes along by itself; the header says that we are no form of another site. */
async function fetcher(operation, { headers } = {}) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json',
      'X-CSRF': '1',
      'Frontage-Debug': '1',
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  return response.json();
}

createRoot(root).render(createElement(GraphiQL, { fetcher, defaultQuery: root.dataset.query }));
