/** Surfaces of libs: each exported name is imported by another project. No entry has too many values. */

import { importedNames, libs, surfacesOf } from './surfaces.ts';

const surfaces = libs.flatMap(surfacesOf);

/** Whether a project is for tests: fakes, seed and proofs. They are never part of a process in production. */
const isForTests = (folder: string): boolean =>
  libs.some(
    (lib) => lib.folder === folder && /^type:(test-support|fake|proof)$/.test(lib.manifest.nx?.tags?.[1] ?? ''),
  );

/** Most values of one entry. http-server's own entry has a lower limit, as names once piled up there. */
const mostValues = 16;
const mostOfHttpServer = 8;

describe('surfaces of libs', () => {
  it('are found', () => {
    expect(surfaces.length).toBeGreaterThan(30);
    expect(surfaces.find(({ specifier }) => specifier === '@frontage/errors')?.values).toContain('Failure');
  });

  it('hold no name that no other project imports', () => {
    const imported = importedNames();
    const idle = surfaces
      .filter(({ isList }) => isList)
      .flatMap(({ specifier, values, types }) =>
        [...values, ...types].map((name) => `${specifier} ${name}`).filter((name) => !imported.has(name)),
      );
    expect(idle).toEqual([]);
  });

  it('are short', () => {
    const long = surfaces.filter(({ folder, isList, specifier, values }) => {
      const most = specifier === '@frontage/http-server' ? mostOfHttpServer : mostValues;
      return isList && !isForTests(folder) && values.length > most;
    });
    expect(long.map(({ specifier, values }) => [specifier, values.length])).toEqual([]);
  });
});
