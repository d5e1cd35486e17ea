/** Proofs: the value that an app exports from `proof/index.ts`, all that tools know of the app. */

import type { Composition, Runtime } from '@frontage/http-server';
import type { z } from 'zod';
import type { AuthorizationProof } from './authorization.ts';
import type { Place, RawClient, Reader } from './client.ts';
import type { ResolverTypeFacts, SourceTable } from './graphql.ts';
import type { Operation } from './operation.ts';

/** Proof of any app: its environment. */
export interface AppProof {
  /** Folder of the app: `new URL('..', import.meta.url)`. */
  readonly folder: URL;
  /** The schema of its environment variables, of which each says what it is for. */
  readonly configSchema: z.ZodType;
}

/** The public surface of a BFF as a document that is checked in. */
export interface Surface {
  /** Path from the app's folder: `openapi.json`. */
  readonly file: string;
  /** An object is written as JSON. */
  readonly content: object | string;
}

/** Proof of a BFF. */
export interface BffProof extends AppProof {
  /** The name of its folder. */
  readonly name: string;
  /** Composes it from an environment. Throws a ConfigError for an environment that will not do. */
  readonly compose: (env: Readonly<Record<string, string>>, runtime: Runtime) => Composition | Promise<Composition>;
  readonly surface: () => Surface;
  /** Every operation that its clients can ask for, each with one representative request. */
  readonly operations: readonly Operation[];
  /** Gives the client of somebody, by id, with what they log in with; or of a visitor. */
  readonly enter: (place: Place, who: string | undefined) => Promise<RawClient>;
  /** Reader of the BFF's answers. */
  readonly read: Reader;
  readonly authorization: AuthorizationProof;
  /** Only of a GraphQL BFF. */
  readonly graphql?: {
    /** The schema. */
    readonly sdl: string;
    /** Which service feeds which field. */
    readonly sources: SourceTable;
    readonly resolvers: ResolverTypeFacts;
  };
}

/** Tells a BFF from another app. */
export const isBffProof = (proof: AppProof): proof is BffProof => 'operations' in proof;
