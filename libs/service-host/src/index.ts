/** Hosts fakes behind one fault injector. Only for specs, benches and apps/domain-services. */
export { testIdentity } from './authorize.ts';
export type { Authorize } from './authorize.ts';
export type { Fake, GrpcFake, GrpcMethod, HttpFake, Route, ServiceContext, ServiceRequest } from './fake.ts';
export { Answer, contractDocument, implement } from './implement.ts';
export { noFaults, readFaults } from './faults.ts';
export type { Faults } from './faults.ts';
export { host } from './host.ts';
export type { Hosted } from './host.ts';
