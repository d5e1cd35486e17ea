/** Format of API keys: `fk_<word>_<id>_<secret>`, with a checksum at the end. */

import type { Mode } from '@frontage/policy';
import { randomInt } from 'node:crypto';
import { unescape } from 'node:querystring';
import { crc32 } from 'node:zlib';

/** Word of a key in live mode: `live` in production, `dev` elsewhere, so that a key of one is never taken for one of the other. */
export type LiveWord = 'live' | 'dev';

/** Word of a key: of live mode, or `test` for test mode everywhere. */
export type KeyWord = LiveWord | 'test';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumLength = 6;
/** Prefix of every key, which secret scanners look for. */
export const apiKeyPrefix = 'fk';

const form = `${apiKeyPrefix}_(live|test|dev)_([a-z0-9-]{1,40})_([0-9A-Za-z]{12,120})`;
const pattern = new RegExp(`^${form}$`);
const anywhere = new RegExp(form, 'g');

/** 16 of 36 characters: 82 bits, enough against collisions. */
const idLength = 16;
/** 32 of 62 characters: 190 bits, beyond guessing. */
const secretLength = 32;

/** CRC-32 in base62, six characters: 62^6 > 2^32. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < checksumLength; place += 1) {
    digits = alphabet[rest % 62]! + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

const randomText = (length: number, characters: string): string =>
  Array.from({ length }, () => characters[randomInt(characters.length)]).join('');

/** Completes a key: appends the checksum of everything before it. `body` is random and base62. */
export function formatApiKey(word: KeyWord, id: string, body: string): string {
  const head = `${apiKeyPrefix}_${word}_${id}_${body}`;
  return head + checksum(head);
}

/** Creates a key, and the public id under which it is stored. */
export function createApiKey(word: KeyWord): { readonly id: string; readonly key: string } {
  const id = randomText(idLength, '0123456789abcdefghijklmnopqrstuvwxyz');
  return { id, key: formatApiKey(word, id, randomText(secretLength, alphabet)) };
}

/** Public part of a key: what it says of itself. */
export interface ParsedKey {
  readonly id: string;
  readonly word: KeyWord;
}

/** Public part of a well-formed key; undefined when the checksum fails. Looks nothing up. */
export function parseApiKey(key: string): ParsedKey | undefined {
  const match = pattern.exec(key);
  if (!match || checksum(key.slice(0, -checksumLength)) !== key.slice(-checksumLength)) return undefined;
  return { id: match[2]!, word: match[1] as KeyWord };
}

/** Mode that a key claims. Its record decides. */
export const modeOfWord = (word: KeyWord): Mode => (word === 'test' ? 'test' : 'live');

/** Well-formed keys in the query of a request target, in names and values, however they are encoded. At most five; looks nothing up. */
export function apiKeysInQuery(target: string): readonly string[] {
  const from = target.indexOf('?');
  // Fast path: most requests have no query, and most queries nothing that could be a key.
  if (from < 0 || !/[_%]/.test(target.slice(from))) return [];
  // Unlike decodeURIComponent, it takes any text.
  const query = unescape(target.slice(from + 1));
  const keys = new Set((query.match(anywhere) ?? []).filter((key) => parseApiKey(key) !== undefined));
  return [...keys].slice(0, 5);
}
