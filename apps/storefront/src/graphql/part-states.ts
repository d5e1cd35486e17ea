/** States of the parts of each answer: what is missing, and what is older than it should be. */

import type { Answer, Asked } from './send.ts';

export type PartState = Pick<Answer, 'degraded' | 'stale' | 'requestId'>;

/** State of an answer that lacks nothing, or that is not there yet. */
export const whole: PartState = { degraded: [], stale: [], requestId: undefined };

export interface PartStates {
  /** Notes the state of an operation's newest answer. */
  note(asked: Pick<Asked, 'documentId' | 'variables'>, state: PartState): void;
  /** State of the newest answer; the same object until another comes. */
  of(asked: Pick<Asked, 'documentId' | 'variables'>): PartState;
  /** Calls back after each note. Returns what ends it. */
  subscribe(changed: () => void): () => void;
}

export function createPartStates(): PartStates {
  const states = new Map<string, PartState>();
  const listeners = new Set<() => void>();
  const keyOf = ({ documentId, variables }: Pick<Asked, 'documentId' | 'variables'>): string =>
    `${documentId} ${JSON.stringify(variables)}`;
  return {
    note(asked, state) {
      states.set(keyOf(asked), state);
      for (const changed of listeners) changed();
    },
    of: (asked) => states.get(keyOf(asked)) ?? whole,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}
