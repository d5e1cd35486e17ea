/**
 * Values of one content that another lacks, as JSON pointers. Presence is compared, not the values: they change with time, and a stale
 * part is a part.
 */
export function missingFrom(content: unknown, whole: unknown, path = '#'): readonly string[] {
  if (whole === null || whole === undefined) return [];
  if (content === null || content === undefined) return [path];
  if (typeof whole !== 'object') return [];
  return Object.entries(whole).flatMap(([name, value]) =>
    missingFrom((content as Readonly<Record<string, unknown>>)[name], value, `${path}/${name}`),
  );
}
