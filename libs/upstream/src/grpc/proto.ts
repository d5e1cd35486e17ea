/** Loading .proto files: one place, so that client and server agree on how messages look in JavaScript. */

import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';

/** Loads one service of a .proto file. Fields are camelCase, enums strings, 64-bit numbers JavaScript numbers, defaults present. */
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
