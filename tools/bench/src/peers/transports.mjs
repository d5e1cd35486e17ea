/** Transports to the services, as the documentation of axios, undici and grpc-js shows them. Each gives the parsed body of a success. */

import { credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import axios from 'axios';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';

export const axiosTransport = async ({ method, origin, path, headers, body }) =>
  (await axios.request({ method, url: `${origin}${path}`, headers, data: body })).data;

/** undici with a pool for each origin. */
export function createUndiciTransport() {
  const pools = new Map();
  return async ({ method, origin, path, headers, body }) => {
    if (!pools.has(origin)) pools.set(origin, new Pool(origin, { connections: 64 }));
    const answer = await pools.get(origin).request({
      method,
      path,
      headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
      body: body ? JSON.stringify(body) : null,
    });
    if (answer.statusCode < 300) return answer.body.json();
    throw new Error(`${origin}${path} answered ${answer.statusCode}: ${await answer.body.text()}`);
  };
}

const proto = new URL('../../../../libs/service-clients/inventory/inventory.proto', import.meta.url);

/** The inventory at `grpc://host:port`. */
export function createStockClient(url) {
  const definition = loadSync(fileURLToPath(proto), { longs: Number, enums: String, defaults: true, oneofs: true });
  const { Inventory } = loadPackageDefinition(definition).frontage.inventory.v1;
  const stub = new Inventory(url.replace('grpc://', ''), credentials.createInsecure());
  return (productIds, caller) => {
    const metadata = new Metadata();
    metadata.set('authorization', 'Bearer test-token-for-inventory');
    metadata.set('frontage-caller', caller);
    return new Promise((resolve, reject) => {
      stub.GetAvailability({ productIds }, metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  };
}
