/** Negotiation of the media type and of the language of answers (RFC 9110 §12.5.1 and §12.5.4). */

import { Failure } from '@frontage/errors';
import Negotiator from 'negotiator';

/** Media types of answers, the first of which clients without a preference get. */
export type MediaTypes = readonly [string, ...string[]];

const token = "[\\w!#$%&'*+.^`|~-]+";
/** Media range, its parameters, and its weight. */
const range = new RegExp(
  `^(${token}/${token})((?:;(?!q=)${token}=(?:${token}|"[^"]*"))*?)(;q=(?:0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?))?$`,
  'i',
);

/**
 * Ranges of a header as a negotiator matches them. Malformed ones are left out. Parameters are, too, because types of JSON have none
 * that could tell one from another: `application/json;charset=utf-8` means JSON.
 */
const readable = (header: string): readonly string[] =>
  header.split(',').flatMap((text) => {
    const [, type, , weight = ''] = range.exec(text.replaceAll(/\s/g, '')) ?? [];
    return type === undefined ? [] : [`${type}${weight}`];
  });

/**
 * Chooses the media type of an answer. Throws NOT_ACCEPTABLE when a client accepts none of them. A header that is missing, empty or
 * malformed as a whole says nothing, and is disregarded.
 */
export function negotiate(header: string | undefined, mediaTypes: MediaTypes): string {
  const ranges = readable(header ?? '');
  if (ranges.length === 0) return mediaTypes[0];
  const chosen = new Negotiator({ headers: { accept: ranges.join(', ') } }).mediaType([...mediaTypes]);
  if (chosen !== undefined) return chosen;
  throw new Failure('NOT_ACCEPTABLE', `There is ${mediaTypes.join(' and ')}.`, {
    errors: [{ pointer: '#/headers/accept', detail: `accepts none of ${mediaTypes.join(', ')}` }],
  });
}

/** Longest `Accept-Language` that is read, in characters. Those of browsers and phones have some dozens. */
const longestAcceptLanguage = 1_000;

/**
 * Chooses the language of an answer. Nobody is refused for a language: where none is accepted, or the header is missing, malformed or too
 * long to be one, it is the first.
 */
export function negotiateLanguage<Language extends string>(
  header: string | undefined,
  languages: readonly [Language, ...Language[]],
): Language {
  if (header === undefined || header.length > longestAcceptLanguage) return languages[0];
  const chosen = new Negotiator({ headers: { 'accept-language': header } }).language([...languages]);
  return languages.find((language) => language === chosen) ?? languages[0];
}
