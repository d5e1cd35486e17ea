/** What one answer lacks that another one has. */

/**
 * Where a content holds something that another one lacks, as JSON pointers. Told by what is there and not by what it says: values change
 * with time, and an older one is as good a part as a newer one.
 */
export function missingFrom(content: unknown, whole: unknown, path = '#'): readonly string[] {
  if (whole === null || whole === undefined) return [];
  if (content === null || content === undefined) return [path];
  if (typeof whole !== 'object') return [];
  return Object.entries(whole).flatMap(([name, value]) =>
    missingFrom((content as Readonly<Record<string, unknown>>)[name], value, `${path}/${name}`),
  );
}
