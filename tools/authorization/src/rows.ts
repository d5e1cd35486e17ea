/** What each BFF declares: one row per endpoint and root field, and one per field that is not for everybody. */

import type { Access, Action, Principal } from '@frontage/policy';

export const bffNames = ['web-bff', 'mobile-bff', 'partner-bff'] as const;
export type BffName = (typeof bffNames)[number];

/** Whose credentials each takes. */
export const comers: Readonly<Record<BffName, readonly Principal['kind'][]>> = {
  'web-bff': ['anonymous', 'customer', 'support'],
  'mobile-bff': ['anonymous', 'customer', 'support'],
  'partner-bff': ['anonymous', 'partner'],
};

/** An endpoint or a root field. */
export interface Row {
  /** `Query.order`, or `GET /orders/{id}`. */
  readonly operation: string;
  readonly access: Access;
}

/** A field of an answer. */
export interface FieldRow {
  /** `Order.internalNotes`; of a view, its name and the member. */
  readonly field: string;
  readonly action: Action;
}

export interface Declared {
  readonly rows: readonly Row[];
  readonly fields: readonly FieldRow[];
}

/** The root of the repository. */
export const root = new URL('../../../', import.meta.url);

/** Apps are nobody's dependency: their modules are loaded by path. Whoever asks knows what the module gives. */
export const loadFromApp = async <T>(app: BffName, module: string): Promise<T> =>
  (await import(new URL(`apps/${app}/src/${module}`, root).href)) as T;

/** Reads what a BFF declares. */
export const declaredBy: Readonly<Record<BffName, () => Promise<Declared>>> = {
  'web-bff': async () => {
    interface Tables {
      readonly access: Readonly<Record<string, Access>>;
      readonly fieldAccess: Readonly<Record<string, Action>>;
    }
    const { access, fieldAccess } = await loadFromApp<Tables>('web-bff', 'access.ts');
    return {
      rows: Object.entries(access).map(([operation, its]) => ({ operation, access: its })),
      fields: Object.entries(fieldAccess).map(([field, action]) => ({ field, action })),
    };
  },
  'mobile-bff': async () => {
    const { features } = await loadFromApp<{ features: readonly Endpoint[] }>('mobile-bff', 'server.ts');
    return ofEndpoints(features, '');
  },
  'partner-bff': async () => {
    interface Versions {
      readonly v2: { readonly prefix: string };
      readonly endpointsOf: (version: Versions['v2']) => readonly Endpoint[];
    }
    const { v2, endpointsOf } = await loadFromApp<Versions>('partner-bff', 'versions.ts');
    return ofEndpoints(endpointsOf(v2), v2.prefix);
  },
};

/** As much of http-server's endpoint as is told here. */
interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly view: { readonly name: string; readonly restricted?: Readonly<Record<string, Action>> };
}

function ofEndpoints(endpoints: readonly Endpoint[], prefix: string): Declared {
  const fields = endpoints.flatMap(({ view: { name, restricted = {} } }) =>
    Object.entries(restricted).map(([member, action]) => [`${name}.${member}`, action] as const),
  );
  return {
    rows: endpoints.map(({ method, path, access }) => ({ operation: `${method} ${prefix}${path}`, access })),
    fields: [...new Map(fields)].map(([field, action]) => ({ field, action })),
  };
}
