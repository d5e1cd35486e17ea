/** Loader of .proto files, for clients and fakes alike, so that both see one form. */

import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';

/** Loads one service of a .proto file. Fields are camelCase, enums strings, 64-bit integers JavaScript numbers, and defaults present. */
export function loadGrpcService(file: URL, serviceName: string): ServiceDefinition {
  const definitions = loadSync(fileURLToPath(file), {
    keepCase: false,
    longs: Number,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const service = definitions[serviceName];
  if (!service || 'format' in service) throw new Error(`${file.pathname} defines no service ${serviceName}`);
  return service as ServiceDefinition;
}
