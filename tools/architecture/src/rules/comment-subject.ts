/**
 * Rule: a comment does not begin with a pronoun or a question word (docs/language.md).
 *
 * `What is left of the deadline` makes a reader look for the noun; `Time left until the deadline` has it. Lines within a comment are not
 * looked at, nor are directives of tools.
 */

import type { Rule } from 'eslint';
import type * as ESTree from 'estree';

/** Pronouns and question words, as the first word of a comment. */
const stand = new Set(
  [
    'who whom whose whoever whomever what whatever whichever how',
    'nobody nothing none somebody someone something anybody anyone anything everybody everyone everything',
    'i me my we us our you your he him his she her it its they them their those these others',
  ].flatMap((line) => line.split(' ')),
);

export const commentSubject: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    docs: { description: 'Comments name their subject.' },
    messages: { pronoun: 'The comment begins with "{{word}}": name the subject (docs/language.md).' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const word = /^[*\s]*([A-Za-z]+)\b(?!['`(.:])/.exec(comment.value)?.[1];
          const isContinued = comment.type === 'Line' && followsLine(comment, context.sourceCode.lines);
          if (word !== undefined && !isContinued && stand.has(word.toLowerCase()))
            context.report({ loc: comment.loc!, messageId: 'pronoun', data: { word } });
        }
      },
    };
  },
};

/** The line above is a comment too, which this one goes on with. */
const followsLine = ({ loc }: ESTree.Comment, lines: readonly string[]): boolean =>
  /^\s*\/\//.test(lines[loc!.start.line - 2] ?? '');
