/** Resources as the audit log has them: their paths, and their representations without links and secrets. */

import { isFailure } from '@frontage/errors';
import { Accepted, Reply, type Endpoint, type Handling } from '@frontage/http-server';

/** Longest representation that is kept, in characters. */
const maxLength = 2_000;

/** Secrets by their form: API keys, and signing secrets of webhooks. */
const secrets = /\b(fk_(?:live|test|dev)_[a-z0-9-]{1,40}_)[0-9A-Za-z]+|whsec_[A-Za-z0-9+/=]+/g;

/** Text without secrets. Views of resources have none; this is the second line, for whatever a client wrote into a name or a path. */
export const withoutSecrets = (text: string): string => text.replace(secrets, (_, head = '') => `${head}[secret]`);

/** Value and `Location` of a result. */
export const readResult = (result: unknown): { readonly value: unknown; readonly location: string | undefined } =>
  result instanceof Reply || result instanceof Accepted
    ? { value: result.value, location: result.headers['Location'] }
    : { value: result, location: undefined };

/** Representation of a value in the view of an endpoint: JSON without links, or undefined when it is large. */
export function represented({ view }: Pick<Endpoint<never>, 'view'>, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { _links, ...rest } = JSON.parse(view.serialize(value)) as { readonly _links?: unknown };
  const text = withoutSecrets(JSON.stringify(rest));
  return text.length <= maxLength ? text : undefined;
}

/** Reads the resource of a path as its partner sees it; undefined when there is none, or when it is not kept here. */
export type ReadResource<Deps> = (path: string, handling: Handling<never>, deps: Deps) => Promise<string | undefined>;

/** Reader of resources through the endpoints that show one of ours: GET, one id, no service. */
export function resourceReader<Deps>(endpoints: readonly Endpoint<Deps>[]): ReadResource<Deps> {
  const shown = endpoints.filter(
    ({ method, path, budget }) => method === 'GET' && budget.calls === 0 && /^[^{]*\/\{id\}$/.test(path),
  );
  return async (path, handling, deps) => {
    for (const endpoint of shown) {
      const head = endpoint.path.slice(0, -'{id}'.length);
      const [id = ''] = path.startsWith(head) ? path.slice(head.length).split('/') : [];
      if (id === '') continue;
      try {
        const result = await endpoint.handle({ ...handling, input: { params: { id } } } as Handling<never>, deps);
        return represented(endpoint, readResult(result).value);
      } catch (error) {
        if (isFailure(error) && error.code === 'NOT_FOUND') return undefined;
        throw error;
      }
    }
    return undefined;
  };
}

/** Path of a template with the values of a request. Values that are no id of ours stay out: they may be anything, a secret too. */
export const filled = (template: string, params: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) =>
    /^[A-Za-z0-9.~-]{1,64}$/.test(params[name] ?? '') ? params[name]! : placeholder,
  );
