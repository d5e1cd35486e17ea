/** Proof of an app: exported from its `proof/index.ts`, and all that tools know of it. */

import type { HoldingOptions } from '@frontage/chassis/fake';
import type { Composition, Runtime } from '@frontage/http-server';
import type { DocumentNode } from 'graphql';
import type { z } from 'zod';
import type { AuthorizationProof } from './authorization.ts';
import type { BackingServiceName } from './backing-service.ts';
import type { Ask, Place, RawClient, Reader } from './client.ts';
import type { ResolverTypeFacts, SourceTable } from './graphql.ts';
import type { Operation } from './operation.ts';

/** Proof of any app: its environment. */
export interface AppProof {
  /** Folder of the app: `new URL('..', import.meta.url)`. */
  readonly folder: URL;
  /** Schema of its environment variables; each has a description. */
  readonly configSchema: z.ZodType;
  /** OpenAPI document of which its `src/api.types.ts` is made, for a client of a BFF. Default none. */
  readonly typesFrom?: URL;
}

/** Public surface of a BFF as a checked-in document. */
export interface Surface {
  /** Path from the app's folder: `openapi.json`. */
  readonly file: string;
  /** Text, or an object to be written as JSON. */
  readonly content: object | string;
}

/** Requests under an Idempotency-Key, as a client sends them for one order. */
export interface KeyedRequests {
  readonly checkout: (key: string) => Ask;
  readonly pay: (orderId: string, key: string) => Ask;
  readonly cancel: (orderId: string, key: string) => Ask;
}

/** Proof of a BFF. */
export interface BffProof extends AppProof {
  /** Name of its folder. */
  readonly name: string;
  /** Composes the BFF from an environment. Throws a ConfigError for an invalid one. */
  readonly compose: (env: Readonly<Record<string, string>>, runtime: Runtime) => Composition | Promise<Composition>;
  /** Documents of its public surface: one for each version of it. */
  readonly surfaces: () => readonly Surface[];
  /** Paths and rules that the documents cannot have. Default none. */
  readonly holding?: HoldingOptions;
  /** Backing services that it can be configured with. */
  readonly backingServices: readonly BackingServiceName[];
  /** Operations for clients, each with one representative request. */
  readonly operations: readonly Operation[];
  /** Opens a client: logged in as the principal with this id, or a visitor's. */
  readonly enter: (place: Place, who: string | undefined) => Promise<RawClient>;
  /** Reader of the BFF's answers. */
  readonly read: Reader;
  readonly authorization: AuthorizationProof;
  /** Requests that are proved over unreliable networks. Default none. */
  readonly keyed?: KeyedRequests;
  /** Facts of a GraphQL BFF alone. */
  readonly graphql?: {
    /** Schema as SDL. */
    readonly sdl: string;
    /** Service behind each field. */
    readonly sources: SourceTable;
    readonly resolvers: ResolverTypeFacts;
    /** Time for which anybody may keep the answers of a document, in seconds; undefined when they depend on the caller. */
    readonly publicSecondsOf: (document: DocumentNode) => number | undefined;
  };
}

/** Tells a BFF from another app. */
export const isBffProof = (proof: AppProof): proof is BffProof => 'operations' in proof;
