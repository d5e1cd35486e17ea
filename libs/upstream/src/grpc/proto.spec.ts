import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadGrpcService } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'frontage-proto-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): URL {
  const path = join(folder, name);
  writeFileSync(path, text);
  return pathToFileURL(path);
}

const things = write(
  'things.proto',
  `syntax = "proto3";
  package spec.v1;
  enum Size { SIZE_UNSPECIFIED = 0; SIZE_LARGE = 1; }
  message Thing { string thing_id = 1; Size size = 2; int64 made_at_ms = 3; repeated string tags = 4; Thing inner = 5; }
  service Things { rpc GetThing(Thing) returns (Thing); rpc Follow(Thing) returns (stream Thing); }`,
);

describe('a loaded service', () => {
  it('has methods by the names in the file', () => {
    const { GetThing, Follow } = loadGrpcService(things, 'spec.v1.Things');
    expect(GetThing).toMatchObject({ path: '/spec.v1.Things/GetThing', responseStream: false });
    expect(Follow).toMatchObject({ path: '/spec.v1.Things/Follow', responseStream: true });
  });

  it('reads messages into camelCase, enums as words, 64-bit numbers as numbers, and every field present', () => {
    const { GetThing } = loadGrpcService(things, 'spec.v1.Things');
    const pass = (message: object): object =>
      GetThing!.responseDeserialize(GetThing!.requestSerialize(message)) as object;
    expect(pass({})).toEqual({ thingId: '', size: 'SIZE_UNSPECIFIED', madeAtMs: 0, tags: [], inner: null });
    const madeAtMs = Date.UTC(2026, 0, 1);
    const whole = { thingId: 'a', size: 'SIZE_LARGE', madeAtMs, tags: ['x'], inner: null };
    expect(pass(whole)).toEqual(whole);
  });

  it('must be in the file, and be a service', () => {
    expect(() => loadGrpcService(things, 'spec.v1.Other')).toThrow('defines no service spec.v1.Other');
    expect(() => loadGrpcService(things, 'spec.v1.Thing')).toThrow('defines no service spec.v1.Thing');
    expect(() => loadGrpcService(write('broken.proto', 'service {'), 'x')).toThrow();
    expect(() => loadGrpcService(pathToFileURL(join(folder, 'missing.proto')), 'x')).toThrow('ENOENT');
  });
});
