/** Words of texts, folded so that spellings of one word are one, and the nearest of the words that are known. */

/** Words that say nothing about a product. A text of nothing else is looked for all the same. */
const stopWords: ReadonlySet<string> = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);

const word = /[\p{L}\p{N}]+/gu;

/** Words as they stand in a text, in lower case. */
export const wordsIn = (text: string): string[] => text.normalize('NFC').toLowerCase().match(word) ?? [];

/** Folds a word: without marks, and without the `s` of a plural. */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain;
}

/** Folded words to look for, each once. */
export function termsIn(text: string): string[] {
  const terms = [...new Set(wordsIn(text).map(fold))];
  const telling = terms.filter((term) => !stopWords.has(term));
  return telling.length > 0 ? telling : terms;
}

/** Replaces words of a text; what is between them stays. */
export const replaceWords = (text: string, replacement: (word: string) => string): string =>
  text.normalize('NFC').replace(word, replacement);

/**
 * Most edits between a word and its correction, by length of the word: as Lucene's and Elasticsearch's AUTO fuzziness, since short words
 * are near to everything.
 */
const maxEdits = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : 2);

/** Finds the known word nearest to one: by edits, then by frequency, then by alphabet. Undefined when all are too far. */
export function nearest(term: string, known: ReadonlyMap<string, number>): string | undefined {
  let best: { readonly word: string; readonly edits: number; readonly frequency: number } | undefined;
  for (const [candidate, frequency] of known) {
    const edits = editsBetween(term, candidate, Math.min(maxEdits(term.length), best?.edits ?? Infinity));
    if (edits === undefined) continue;
    const isNearer =
      best === undefined ||
      edits < best.edits ||
      (edits === best.edits && (frequency > best.frequency || (frequency === best.frequency && candidate < best.word)));
    if (isNearer) best = { word: candidate, edits, frequency };
  }
  return best?.word;
}

/** Edits between two words: insertions, deletions, substitutions, swaps of neighbours (optimal string alignment). Undefined above `max`. */
function editsBetween(one: string, other: string, max: number): number | undefined {
  if (Math.abs(one.length - other.length) > max) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      let edits = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + cost);
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) edits = Math.min(edits, before[column - 2]! + 1);
      current.push(edits);
    }
    if (Math.min(...current) > max) return undefined;
    [before, last] = [last, current];
  }
  return last[other.length]! <= max ? last[other.length] : undefined;
}
