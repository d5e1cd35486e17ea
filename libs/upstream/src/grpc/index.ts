/** gRPC upstreams. */
export { createGrpcUpstream, defineGrpcOperation } from './grpc-upstream.ts';
export type { GrpcUpstreamOptions } from './grpc-upstream.ts';
export { loadGrpcService } from './proto.ts';
export { grpcLocation } from './grpc-location.ts';
