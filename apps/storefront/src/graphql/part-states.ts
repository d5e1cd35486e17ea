/** States of the parts of each answer: what is missing, and what is older than it should be. */

import type { Asked } from './request.ts';
import type { Answer } from './send.ts';

export type PartState = Pick<Answer, 'degraded' | 'stale' | 'requestId'>;

/** State of an answer that lacks nothing, or that is not there yet. */
export const whole: PartState = { degraded: [], stale: [], requestId: undefined };

type Key = Pick<Asked, 'documentId' | 'variables'>;

/** Newest answer for one page of a list; an operation without lists has one page. */
interface Page {
  readonly variables: Asked['variables'];
  readonly state: PartState;
  /** Place among all answers, in the order in which they came. */
  readonly turn: number;
}

interface Pages {
  readonly byCursor: ReadonlyMap<string, Page>;
  readonly state: PartState;
}

export interface PartStates {
  /** Notes the state of an operation's newest answer. */
  note(asked: Key, state: PartState): void;
  /** State of the newest answers to an operation and to those after it, which differ by `after` alone; the same object until another comes. */
  of(asked: Key): PartState;
  /**
   * Variables of those among these answers that lack something: by themselves, or because a later answer to whatever operation did, which has
   * left the objects of both in the cache as it knew them.
   */
  lacking(asked: Key): readonly Asked['variables'][];
  /** Calls back after each note. Returns what ends it. */
  subscribe(changed: () => void): () => void;
}

export function createPartStates(): PartStates {
  const lists = new Map<string, Pages>();
  const listeners = new Set<() => void>();
  let turn = 0;
  let lastDegraded = 0;
  const placeOf = ({ documentId, variables: { after, ...list } }: Key): { list: string; cursor: string } => ({
    list: `${documentId} ${JSON.stringify(list)}`,
    cursor: JSON.stringify(after ?? null),
  });
  return {
    note(asked, state) {
      const { list, cursor } = placeOf(asked);
      turn += 1;
      if (state.degraded.length > 0) lastDegraded = turn;
      const byCursor = new Map(lists.get(list)?.byCursor).set(cursor, { variables: asked.variables, state, turn });
      lists.set(list, { byCursor, state: joined([...byCursor.values()]) });
      for (const changed of listeners) changed();
    },
    of: (asked) => lists.get(placeOf(asked).list)?.state ?? whole,
    lacking: (asked) =>
      [...(lists.get(placeOf(asked).list)?.byCursor.values() ?? [])]
        .filter((page) => isLacking(page.state) || page.turn < lastDegraded)
        .map(({ variables }) => variables),
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

/** Asks whether an answer is worth asking for again. */
export const isLacking = ({ degraded, stale }: PartState): boolean => degraded.length > 0 || stale.length > 0;

/** State of several answers; of one, its own. */
function joined(pages: readonly Page[]): PartState {
  const states = pages.map(({ state }) => state);
  if (states.length === 1) return states[0]!;
  const all = (name: 'degraded' | 'stale'): readonly string[] => [...new Set(states.flatMap((state) => state[name]))];
  return { degraded: all('degraded'), stale: all('stale'), requestId: states.at(-1)!.requestId };
}
