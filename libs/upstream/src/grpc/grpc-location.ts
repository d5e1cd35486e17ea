/** Location of a gRPC service, in a configuration schema. */

import { serviceLocation } from '@frontage/discovery';

/** Service location of the scheme grpc or grpcs. */
export const grpcLocation = serviceLocation.refine(({ scheme }) => scheme === 'grpc' || scheme === 'grpcs', {
  message: 'must have the scheme grpc or grpcs: this service speaks gRPC',
});
