/** Proofs of apps, and the test bed that tools and specs run them on. */
export type { AuthorizationProof, Credentials, Target, Told } from './authorization.ts';
export { isBffProof } from './bff-proof.ts';
export type { AppProof, BffProof } from './bff-proof.ts';
export { httpClient, parse, readGraphql, readRest } from './client.ts';
export type { Answer, RawClient } from './client.ts';
export { featuresIn } from './features-in.ts';
export { product } from './fixtures.ts';
export type { Fixtures } from './fixtures.ts';
export { fieldsNotAsked, graphqlAttempt, graphqlProof, toldByErrors } from './graphql.ts';
export type { GraphqlFeatureProof, ResolverTypeFacts, SourceTable } from './graphql.ts';
export type { Effect, Operation, Prepared } from './operation.ts';
export { describeOperations } from './operations-suite.ts';
export { restAttempt, restProof } from './rest.ts';
export type { RestFeatureProof } from './rest.ts';
export { openTestBed, startBff, startIdentity } from './test-bed.ts';
export type { Client, Environment, Identity, RecordedCall, TestBed } from './test-bed.ts';
export { aCheckout, aMove, aPlacing, aPut, aRemoval } from './writes.ts';
