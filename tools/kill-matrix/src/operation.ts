/** What a client can ask of a BFF, as values: how to ask, what it may cost, what it cannot do without. */

import type { ServiceName } from '@frontage/seed';
import type { Scene } from './scene.ts';

/** One request as a client of the BFF makes it. The same value sent twice is the same request tried again. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What a write leaves behind in the domain, however often it is tried. */
export interface Effect {
  /** What `now` gives when it was done exactly once. */
  readonly once: object;
  readonly now: () => Promise<object>;
}

/** An operation made ready: the domain holds what it works on. */
export interface Scenario {
  readonly ask: Ask;
  /** Only of writes. */
  readonly effect?: Effect;
}

export interface Operation {
  /** `GET /home`, `query Home`. */
  readonly name: string;
  /** Who asks: somebody's id, or undefined for a visitor. */
  readonly who: string | undefined;
  readonly budgetMs: number;
  /** Most calls to services, where the operation declares it. */
  readonly budgetCalls: number | undefined;
  /** The services without which there is no answer; every other one is optional. */
  readonly requires: readonly ServiceName[];
  readonly prepare: (scene: Scene) => Promise<Scenario>;
}
