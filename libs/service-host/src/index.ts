/** Hosts fakes behind one fault injector. Only for specs, benches and apps/domain-services. */
export { authorizeTestTokens, testIdentity } from './authorize.ts';
export type { Authorize, ServiceClient } from './authorize.ts';
export type {
  Fake,
  GrpcFake,
  GrpcMethod,
  HttpFake,
  Route,
  ServiceContext,
  ServiceRequest,
  ServiceResponse,
} from './fake.ts';
export { Answer, contractDocument, implement } from './implement.ts';
export type { ContractOperation, ContractRequest } from './implement.ts';
export { FaultControl, noFaults, readFaults } from './faults.ts';
export type { Faults } from './faults.ts';
export { host } from './host.ts';
export type { Hosted, HostOptions } from './host.ts';
export type { Traffic } from './traffic.ts';
