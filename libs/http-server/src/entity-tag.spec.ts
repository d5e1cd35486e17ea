import { entityTag, isKnown, readTags, revisionsIn } from './entity-tag.ts';
import { ifMatch } from './if-match.ts';

const body = Buffer.from('{"id":"p1"}');

describe('a tag', () => {
  it('is weak, the same for the same bytes, and another for others', () => {
    expect(entityTag({ body })).toMatch(/^W\/"[\w-]{22}"$/);
    expect(entityTag({ body })).toBe(entityTag({ body: Buffer.from(body) }));
    expect(entityTag({ body })).not.toBe(entityTag({ body: Buffer.from('{"id":"p2"}') }));
  });

  it('has the revision of the resource, where there is one', () => {
    expect(entityTag({ body, revision: 7 })).toBe(entityTag({ body })!.replace('"', '"7.'));
    expect(entityTag({ revision: 7 })).toBe('W/"7."');
    expect(entityTag({})).toBeUndefined();
  });
});

describe('a field with tags', () => {
  it.each<[field: string, tags: ReturnType<typeof readTags>]>([
    ['"a"', ['a']],
    ['W/"a"', ['a']],
    ['""', ['']],
    ['"a", W/"b"', ['a', 'b']],
    ['"a",W/"b","c"', ['a', 'b', 'c']],
    ['\t "a" \t,\t "b" ', ['a', 'b']],
    ['"a, b"', undefined],
    ['"a,b"', ['a,b']],
    [', ,"a",,', ['a']],
    ['"\x80\xff"', ['\x80\xff']],
    ['"a\\"', ['a\\']],
    ['*', '*'],
    [' * ', '*'],
    ['"*"', ['*']],
    ['', undefined],
    [' , ,', undefined],
    ['a', undefined],
    ['"a', undefined],
    ['a"', undefined],
    ['"a""b"', undefined],
    ['"a" "b"', undefined],
    ['w/"a"', undefined],
    ['W/ "a"', undefined],
    ['W/', undefined],
    ['W/W/"a"', undefined],
    ['*, "a"', undefined],
    ['"a", *', undefined],
    ['"a\x7f"', undefined],
    ['"a\tb"', undefined],
    ['"a";q=1', undefined],
    ["'a'", undefined],
  ])('%j reads as %j', (field, tags) => {
    expect(readTags(field)).toEqual(tags);
  });

  it.each(['" ', ' ,', ' ', '"a",', 'W/"', '\t\t,'])('of 200,000 times %j is read in linear time', (part) => {
    const before = performance.now();
    readTags(`${part.repeat(200_000)}x`);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('what a client has', () => {
  const tag = entityTag({ body, revision: 7 })!;
  it.each<[what: string, field: string | undefined, isKnown: boolean]>([
    ['its tag', tag, true],
    ['its tag without the mark of weakness', tag.slice(2), true],
    ['its tag among others', `"other", ${tag}, W/"more"`, true],
    ['anything', '*', true],
    ['nothing', undefined, false],
    ['the same body in another revision', tag.replace('7.', '8.'), false],
    ['another body in the same revision', 'W/"7.else"', false],
    ['the revision alone', 'W/"7."', false],
    ['a tag in capitals', tag.toUpperCase(), false],
    ['something malformed, which is ignored', tag.slice(2, -1), false],
    ['its tag beside something malformed', `${tag}, x`, false],
  ])('is told by %s', (_, field, expected) => {
    expect(isKnown(field, tag)).toBe(expected);
  });
});

describe('If-Match', () => {
  it.each<[field: string, revisions: readonly number[] | undefined]>([
    ['*', undefined],
    ['W/"7.mCkP"', [7]],
    ['"7.mCkP"', [7]],
    ['"7."', [7]],
    ['W/"7.mCkP-gzip"', [7]],
    ['"7.a", "12.b", "other"', [7, 12]],
    ['"999999999.a"', [999_999_999]],
    ['"9999999999.a"', []],
    ['"0.a"', []],
    ['"-7.a"', []],
    ['"07.a"', []],
    ['"7"', []],
    ['"7x.a"', []],
    ['""', []],
    [`"${'1'.repeat(300)}.a"`, []],
  ])('%j expects %j', (field, revisions) => {
    expect(ifMatch.parse(field)).toEqual(revisions);
  });

  it.each(['', 'x', '7', '"7.a', '7.a"', '*, "7.a"', "'7.a'", `"${'a'.repeat(1_000)}"`])('%j is refused', (field) => {
    expect(ifMatch.safeParse(field).success).toBe(false);
  });

  it('finds no revision in tags of lists, which are of no single resource', () => {
    const tag = entityTag({ body })!;
    expect(revisionsIn(readTags(tag) as readonly string[])).toEqual([]);
  });
});
