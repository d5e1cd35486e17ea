/** Screens of the phone, as mobile-bff answers them to a visitor, with what each costs. */

import { z } from 'zod';

const money = z.object({ amount: z.number(), currency: z.string() });
const tile = z.object({
  id: z.string(),
  name: z.string(),
  price: money.optional(),
  was: money.optional(),
  stock: z.string().optional(),
  rating: z.number().optional(),
  image: z.string().optional(),
});
const degraded = z.array(z.string()).default([]);
const home = z.object({
  featured: z.array(tile),
  picks: z.array(tile).default([]),
  categories: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  degraded,
});
const product = tile.extend({
  brand: z.string(),
  summary: z.string(),
  rating: z.object({ average: z.number(), count: z.number() }).optional(),
  degraded,
});

export type Tile = z.output<typeof tile>;

/** Cost of an answer. */
export interface Cost {
  readonly status: number;
  /** Bytes of the body as they were sent, compressed. */
  readonly bytes: number;
  /** Calls to services, 0 for what the cache had. */
  readonly calls: number;
  /** Calls that waited for others, as a depth. */
  readonly waves: number;
  /** Time of the answer, in milliseconds. */
  readonly ms: number;
}

export interface Screen<Content> {
  readonly path: string;
  /** Undefined when nothing answered. */
  readonly cost: Cost | undefined;
  /** Undefined when there was no content, or another than expected. */
  readonly content: Content | undefined;
}

export interface PhoneScreens {
  home(): Promise<Screen<z.output<typeof home>>>;
  product(id: string): Promise<Screen<z.output<typeof product>>>;
}

/** Headers of a phone. `Frontage-Debug` asks for the cost. */
const headers = { 'Accept-Encoding': 'br, gzip', 'X-Device-DPR': '2', 'Frontage-Debug': '1' };

/** Reads screens from a mobile-bff. `fetch` is limited to it, and in time. */
export function readPhoneScreens(origin: string, fetch: typeof globalThis.fetch): PhoneScreens {
  const read = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<Screen<z.output<Schema>>> => {
    try {
      const answer = await fetch(new URL(path, origin), { headers });
      const text = await answer.text();
      const spent = new Map(
        [...(answer.headers.get('frontage-budget') ?? '').matchAll(/(\w+)=(\d+)/g)].map(
          ([, name, value]) => [name, Number(value)] as const,
        ),
      );
      const { status } = answer;
      const bytes = Number(answer.headers.get('content-length') ?? Buffer.byteLength(text));
      const cost = {
        ...{ status, bytes },
        ...{ calls: spent.get('calls') ?? 0, waves: spent.get('waves') ?? 0, ms: spent.get('ms') ?? 0 },
      };
      return { path, cost, content: status === 200 ? schema.safeParse(JSON.parse(text)).data : undefined };
    } catch {
      return { path, cost: undefined, content: undefined };
    }
  };
  return { home: () => read('/home', home), product: (id) => read(`/products/${encodeURIComponent(id)}`, product) };
}
