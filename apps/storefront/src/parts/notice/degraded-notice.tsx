/** Notice of the parts that a page lacks. */

import type { ReactElement } from 'react';
import { degradedSentences } from './degraded.ts';

export interface DegradedNoticeProps {
  /** Parts that are missing, as the answer names them. */
  readonly parts: readonly string[];
}

export function DegradedNotice({ parts }: DegradedNoticeProps): ReactElement | null {
  const sentences = degradedSentences(parts);
  return sentences.length === 0 ? null : <p className="notice warn">{sentences.join(' ')}</p>;
}
