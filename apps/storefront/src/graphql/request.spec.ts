import { createOwnChanges } from './own-changes.ts';
import { requestOf, type Asked } from './request.ts';

const asked: Asked = { documentId: `sha256:${'a'.repeat(64)}`, operationName: 'Facts', variables: { id: 'p-001' } };
const never = (): boolean => false;
const always = (): boolean => true;

describe('a request', () => {
  it('for what depends on who asks is a POST, with the cookie', () => {
    const { path, init } = requestOf(asked, never);
    expect([path, init.method, init.credentials]).toEqual(['/graphql', 'POST', undefined]);
    expect(init.headers).toMatchObject({ 'X-CSRF': '1', 'Content-Type': 'application/json' });
    expect(JSON.parse(init.body as string)).toEqual(asked);
  });

  it('for what is the same for everybody is a GET, without the cookie, and the same to the letter each time', () => {
    const { path, init } = requestOf({ ...asked, publicSeconds: 30 }, never);
    expect(path).toBe(`/graphql?documentId=sha256%3A${'a'.repeat(64)}&variables=%7B%22id%22%3A%22p-001%22%7D`);
    expect(init).toEqual({
      headers: { Accept: expect.stringContaining('application/graphql-response+json'), 'X-CSRF': '1' },
      credentials: 'omit',
    });
  });

  it('is a POST where its address would be longer than 2 kB', () => {
    const pathOf = (length: number): string =>
      requestOf({ ...asked, variables: { id: 'x'.repeat(length) }, publicSeconds: 30 }, never).path;
    const rest = pathOf(0).length;
    expect(pathOf(2_000 - rest)).toHaveLength(2_000);
    expect(pathOf(2_001 - rest)).toBe('/graphql');
    // Each character that is not in ASCII takes up to twelve.
    expect(requestOf({ ...asked, variables: { id: '💡'.repeat(200) }, publicSeconds: 30 }, never).path).toBe(
      '/graphql',
    );
  });

  it('is a POST where a kept answer, twice its time old, may miss a change of this person', () => {
    const ages: number[] = [];
    const since = (ageMs: number): boolean => ages.push(ageMs) > 0;
    expect(requestOf({ ...asked, publicSeconds: 30 }, since).init.method).toBe('POST');
    expect(ages).toEqual([60_000]);
    expect(requestOf(asked, always).init.method).toBe('POST');
  });
});

describe('a change of one’s own', () => {
  const storageOf = (kept: Map<string, string>) => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });

  it('is missed by what is older, in every tab', () => {
    const kept = new Map<string, string>();
    let now = 1_000_000;
    const [here, there] = [createOwnChanges(storageOf(kept), () => now), createOwnChanges(storageOf(kept), () => now)];
    expect(here.isMissedAfter(60_000)).toBe(false);
    here.note();
    now += 59_999;
    expect([there.isMissedAfter(60_000), there.isMissedAfter(30_000)]).toEqual([true, false]);
    now += 1;
    expect(there.isMissedAfter(60_000)).toBe(false);
  });

  it('that no storage keeps, or that lies in the future, is none', () => {
    const kept = new Map([['frontage.changed', '2000000']]);
    const changes = createOwnChanges(storageOf(kept), () => 1_000_000);
    expect(changes.isMissedAfter(60_000)).toBe(false);
    kept.set('frontage.changed', 'nonsense');
    expect(changes.isMissedAfter(60_000)).toBe(false);
    const fail = (): never => {
      throw new Error('forbidden');
    };
    const forbidden = createOwnChanges({ getItem: fail, setItem: fail, removeItem: fail }, () => 1);
    forbidden.note();
    expect(forbidden.isMissedAfter(60_000)).toBe(false);
  });
});
