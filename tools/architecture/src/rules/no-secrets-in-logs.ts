/**
 * Rule: no argument of a log call is named like a secret.
 *
 * Redaction at run time knows paths, not variables; this rule comes before it. To log whether a token was there, compute `hasToken`
 * before the call.
 */

import type { Rule } from 'eslint';
import type * as ESTree from 'estree';

const loggers = new Set(['log', 'logger']);
const levels = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'child']);

/** Names of secrets, compared without case and underscores: `access_token` is `accessToken`. */
const secrets = new Set([
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'password',
  'secret',
  'clientsecret',
  'apikey',
  'authorization',
  'cookie',
  'setcookie',
  'clientassertion',
  'codeverifier',
  'xapikey',
]);

export const noSecretsInLogs: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'No token, key, password or cookie in the arguments of a log call.' },
    messages: {
      secret: '"{{name}}" is named like a secret and stands in a log call. Logs are kept, copied and read by many.',
    },
  },
  create(context) {
    const { visitorKeys } = context.sourceCode;

    /** Checks identifiers, property names, object keys and quoted header names. Words of a message are not checked. */
    function inspect(node: ESTree.Node): void {
      const name = nameOf(node);
      if (name !== undefined && secrets.has(name.toLowerCase().replaceAll(/[-_]/g, '')))
        context.report({ node, messageId: 'secret', data: { name } });
      for (const key of visitorKeys[node.type] ?? []) {
        const child = (node as unknown as Record<string, unknown>)[key];
        for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) inspect(one);
      }
    }

    return {
      CallExpression(node) {
        if (isLogCall(node.callee)) for (const argument of node.arguments) inspect(argument);
      },
    };
  },
};

const isNode = (value: unknown): value is ESTree.Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

function nameOf(node: ESTree.Node): string | undefined {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name;
  // `headers['set-cookie']`, `{ 'x-token': … }`: quoted names count. Other strings are words of a message.
  if (node.type === 'MemberExpression' && node.computed) return literal(node.property);
  if (node.type === 'Property') return literal(node.key);
  return undefined;
}

const literal = (node: ESTree.Node): string | undefined =>
  node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

/** Whether a call logs: `log.info`, `deps.logger.warn`, `this.#log.error`. */
function isLogCall(callee: ESTree.Node): boolean {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || !levels.has(callee.property.name))
    return false;
  const owner = callee.object.type === 'MemberExpression' ? callee.object.property : callee.object;
  const name = nameOf(owner);
  return name !== undefined && loggers.has(name);
}
