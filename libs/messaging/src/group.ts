/** Names and topics of consumer groups, checked alike by every adapter. */

import { Failure } from '@frontage/errors';
import { topicMatcher } from './message.ts';
import type { Group } from './messaging.ts';

const groupPattern = /^[a-z0-9_]+([.-][a-z0-9_]+)*$/;

/** Checks a group before anything is done with it. Throws a TypeError: a malformed group is a mistake of the caller. */
export function checkGroup({ group, topics }: Group): void {
  checkGroupName(group);
  if (topics.length === 0) throw new TypeError(`The group '${group}' has no topics.`);
  topicMatcher(topics);
}

export function checkGroupName(group: string): void {
  if (group.length > 100 || !groupPattern.test(group)) throw new TypeError(`'${group}' is no name of a group.`);
}

/** Failure of a question about a group that nobody declared. */
export const noSuchGroup = (group: string): Failure => new Failure('NOT_FOUND', `There is no group '${group}'.`);
