/** Entity tags of answers, remembered for as long as the same question is certain to have the same answer. */

import type { Ledger } from './ledger.ts';

/** Memory of tags. A question is all that an answer depends on beside its parts: what is asked for, and who asks. */
export interface AnswerTags {
  /** Tag of the answer to a question; undefined when it takes putting the answer together to know it. */
  find(question: string): string | undefined;
  /**
   * Begins an answer, before anything is looked up for it, and gives the function that ends it. The tag is remembered if the ledger shows that
   * all of the answer came from caches, where it was fresh.
   */
  begin(): (question: string, tag: string, ledger: Ledger) => void;
}
