/** The inventory over gRPC, as grpc-js and proto-loader show it. */

import { credentials, loadPackageDefinition, Metadata, type ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';
import type { StockWire } from './wire.ts';

const proto = new URL('../../../../libs/service-clients/inventory/inventory.proto', import.meta.url);

interface InventoryStub {
  GetAvailability(
    request: { readonly productIds: readonly string[] },
    metadata: Metadata,
    callback: (error: ServiceError | null, answer: StockWire) => void,
  ): void;
}

interface InventoryPackage {
  readonly frontage: {
    readonly inventory: { readonly v1: { readonly Inventory: new (address: string, as: unknown) => InventoryStub } };
  };
}

/** `grpc://host:port` */
export function createStockClient(url: string) {
  const definition = loadSync(fileURLToPath(proto), { longs: Number, enums: String, defaults: true, oneofs: true });
  const { Inventory } = (loadPackageDefinition(definition) as unknown as InventoryPackage).frontage.inventory.v1;
  const stub = new Inventory(url.replace(/^grpc:\/\//, ''), credentials.createInsecure());
  return {
    getAvailability: (productIds: readonly string[], caller: string): Promise<StockWire> => {
      const metadata = new Metadata();
      metadata.set('authorization', 'Bearer test-token-for-inventory');
      metadata.set('frontage-caller', caller);
      return new Promise((resolve, reject) =>
        stub.GetAvailability({ productIds }, metadata, (error, answer) => (error ? reject(error) : resolve(answer))),
      );
    },
  };
}
