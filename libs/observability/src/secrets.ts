/** Secrets by member name: their values are never written, in objects of ours or of a library. */

const secretMembers: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'idToken',
  'id_token',
  'apiKey',
  'clientSecret',
  'client_secret',
  'client_assertion',
  'code_verifier',
  'set-cookie',
  'x-api-key',
]);

const censor = '[secret]';

/** Depth to which objects are searched; anything deeper is not written. */
const maxDepth = 8;

/**
 * The value as JSON would write it, with every secret in it replaced.
 *
 * A value without secrets is returned as it is, since a copy per log line would cost too much. (pino's own redaction copies, and took a
 * quarter of what a request allocates.)
 */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === maxDepth) return '[deep]';
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return withoutSecrets(toJSON.call(value), depth + 1);
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutSecrets(item, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  let copy: Record<string, unknown> | undefined;
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    const written = secretMembers.has(name) ? censor : withoutSecrets(member, depth + 1);
    if (written !== member) (copy ??= { ...value })[name] = written;
  }
  return copy ?? value;
}
