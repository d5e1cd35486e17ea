/**
 * Entity tags (RFC 9110 §8.8.3): `W/"<revision>.<hash>"`, both parts optional.
 *
 * The hash is of the body as one caller sees it, and confirms what that caller has. The revision is of the resource, and is what writes
 * compare: prices and stock beside a product change without its being changed (ADR 0035).
 */

import { hash } from 'node:crypto';

/** Length of a hash in a tag, in characters of base64url: 128 bits and a few. */
const hashLength = 22;

export interface Tagged {
  /** Body as it is sent, before compression. Default: the tag confirms no read. */
  readonly body?: Buffer | undefined;
  /** Revision of the resource. Default: the tag is of no use to a write. */
  readonly revision?: number | undefined;
}

/** Tag of an answer; undefined when there is nothing to tell. Weak, as compression changes bytes and leaves the meaning. */
export function entityTag({ body, revision }: Tagged): string | undefined {
  const digest = body && hash('sha256', body, 'base64url').slice(0, hashLength);
  if (revision !== undefined) return `W/"${revision}.${digest ?? ''}"`;
  return digest === undefined ? undefined : `W/"${digest}"`;
}

/** Member of a list: a tag, or nothing (RFC 9110 §5.6.1.2). No two parts of it match the same character, so that it reads in linear time. */
const member = /[ \t]*(?:(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*)?(?:,|$)/y;

/**
 * Reads `If-Match` or `If-None-Match`: the tags without their quotes and marks of weakness, or `*`; undefined when it is malformed. Tags
 * may hold commas.
 */
export function readTags(field: string): '*' | readonly string[] | undefined {
  if (/^[ \t]*\*[ \t]*$/.test(field)) return '*';
  const tags: string[] = [];
  for (let at = 0; at < field.length; at = member.lastIndex) {
    member.lastIndex = at;
    const found = member.exec(field);
    if (!found) return undefined;
    if (found[1] !== undefined) tags.push(found[1]);
  }
  return tags.length > 0 ? tags : undefined;
}

/**
 * Asks whether a client has the answer with this tag, by the weak comparison (RFC 9110 §13.1.2). A malformed field is ignored: the answer
 * is then sent whole, which is always right.
 */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  const known = ifNoneMatch === undefined ? undefined : readTags(ifNoneMatch);
  return known === '*' || (known?.some((each) => tag === `W/"${each}"`) ?? false);
}

/** Revisions in tags; those of other origins have none. Stores count them in 32 bits. */
export const revisionsIn = (tags: readonly string[]): readonly number[] =>
  tags.flatMap((tag) => {
    const [, digits] = /^([1-9]\d{0,8})\./.exec(tag) ?? [];
    return digits === undefined ? [] : [Number(digits)];
  });
