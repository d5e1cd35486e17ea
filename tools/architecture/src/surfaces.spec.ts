/** Small surfaces: a lib exports what somebody imports, and an entry is short enough to be known by heart. */

import { importedNames, libs, surfacesOf } from './surfaces.ts';

const surfaces = libs.flatMap(surfacesOf);

/** Fakes, seed and proofs: nothing of them is ever part of a process in production. */
const isForTests = (folder: string): boolean =>
  libs.some(
    (lib) => lib.folder === folder && /^type:(test-support|fake|proof)$/.test(lib.manifest.nx?.tags?.[1] ?? ''),
  );

/** Most values of one entry; of http-server's own, to which everything was once added. */
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
