/** Membership of a group of the log. */

import type { Commits } from './commits.ts';
import type { Entry, Member } from './group-queue.ts';
import type { HandOuts } from './hand-outs.ts';
import type { LogGroup, LogIndex } from './log-index.ts';
import type { MessageText } from './log-store.ts';

/** Entry that is handed to a member. */
export interface Handed {
  readonly entry: number;
  readonly redeliveries: number;
  readonly message: MessageText;
}

export interface Membership {
  /** Is handed nothing more. */
  pause(): void;
  /** Gives back what it holds. A `lost` member may have begun with it. */
  leave(how: 'left' | 'lost'): void;
  /** Ends an entry. One that this member does not hold is ignored. */
  done(entry: number): void;
  /** Ends an entry as dead. */
  bury(entry: number, reason: string, attempts: number): void;
}

export interface MembershipOptions {
  readonly group: LogGroup;
  /** Most entries that it holds at once. */
  readonly credit: number;
  readonly onHanded: (handed: Handed) => void;
  readonly index: LogIndex;
  readonly commits: Commits;
  readonly handOuts: HandOuts;
}

export function joinQueue({ group, credit, onHanded, index, commits, handOuts }: MembershipOptions): Membership {
  const { queue } = group;
  let isIn = true;
  const member: Member = {
    credit,
    onHanded: (entry) =>
      handOuts.add(entry, (message) => {
        if (isIn) onHanded({ entry: entry.number, redeliveries: entry.redeliveries, message });
      }),
  };
  queue.join(member);
  queue.handOut();
  const end = (number: number): Entry | undefined => {
    const entry = queue.done(member, number);
    if (entry) queue.handOut();
    return entry;
  };
  return {
    pause: () => queue.pause(member),
    leave: (how) => {
      isIn = false;
      queue.leave(member, how);
      queue.handOut();
    },
    done: (number) => {
      const entry = end(number);
      if (!entry) return;
      const { doneEntries, doneMessages } = commits.next();
      doneEntries.push(number);
      if (index.release(entry.stored)) doneMessages.push(entry.stored.number);
      commits.soon();
    },
    bury: (number, reason, attempts) => {
      if (!end(number)) return;
      group.dead += 1;
      commits.next().buried.push({ entry: number, reason, attempts, deadAt: new Date().toISOString() });
      commits.soon();
    },
  };
}
