/**
 * Rule: comments and described texts do not begin with a pronoun or a question word (docs/language.md).
 *
 * `What is left of the deadline` makes a reader look for the noun; `Time left until the deadline` has it. Lines within a comment are not
 * looked at, nor are directives of tools. Described texts are those of schemas, endpoints and variables, which documents show.
 */

import type { Rule } from 'eslint';
import type * as ESTree from 'estree';

/** Pronouns and question words, as the first word. */
const stand = new Set(
  [
    'who whom whose whoever whomever what whatever whichever how',
    'nobody nothing none somebody someone something anybody anyone anything everybody everyone everything',
    'i me my we us our you your he him his she her it its they them their those these others',
  ].flatMap((line) => line.split(' ')),
);

/** Question words that may begin a comment, but describe nothing. */
const questions = new Set(['when', 'where', 'why', 'whether', 'which']);

/** Helpers of schemas whose arguments are descriptions. */
const fields = /^(?:text|requiredText|identifier|instant|count|url|money\w*|linkSchema|location|status|day)$/;

export const commentSubject: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    docs: { description: 'Comments name their subject.' },
    messages: {
      pronoun: 'The comment begins with "{{word}}": name the subject (docs/language.md).',
      described: 'The description begins with "{{word}}": name the subject (docs/language.md).',
    },
  },
  create(context) {
    const check = (node: ESTree.Node): void => {
      const word = /^([A-Za-z]+)\b/.exec(textOf(node))?.[1];
      if (word !== undefined && (stand.has(word.toLowerCase()) || questions.has(word.toLowerCase())))
        context.report({ node, messageId: 'described', data: { word } });
    };
    return {
      CallExpression({ callee, arguments: given }) {
        if (callee.type === 'Identifier' && fields.test(callee.name)) given.forEach(check);
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
        if (callee.property.name === 'describe') given.forEach(check);
      },
      ObjectExpression(node) {
        const { properties, parent } = node as ESTree.ObjectExpression & Rule.NodeParentExtension;
        const valueOf = (name: string): ESTree.Node | undefined =>
          properties.find((each): each is ESTree.Property => each.type === 'Property' && isKey(each, name))?.value;
        const isDescriptive = isMetaOf(parent) || valueOf('summary') || valueOf('schema');
        const description = valueOf('description');
        if (isDescriptive && description) check(description);
      },
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

const isKey = ({ key }: ESTree.Property, name: string): boolean => key.type === 'Identifier' && key.name === name;

/** The argument of `schema.meta(…)`. */
const isMetaOf = (node: ESTree.Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.property.type === 'Identifier' &&
  node.callee.property.name === 'meta';

/** Text of a literal, or the beginning of a template's. */
function textOf(node: ESTree.Node): string {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : '';
  return node.type === 'TemplateLiteral' ? node.quasis[0]!.value.raw : '';
}
