import fc from 'fast-check';
import { createSeal } from './index.ts';

const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)];

describe('a seal', () => {
  it('gives back any text, at its place', () => {
    const { seal, open } = createSeal([fresh], 'spec');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.nat(0x10_ffff).map((point) => String.fromCodePoint(point)) }),
        fc.string(),
        (text, place) => {
          // A lone surrogate is not valid text; UTF-8 has none.
          fc.pre(text.isWellFormed());
          expect(open(seal(text, place), place)).toBe(text);
        },
      ),
    );
  });

  it('opens at no other place, for no other purpose, and with no other secret', () => {
    const sealed = createSeal([fresh], 'spec').seal('text', 'here');
    expect(createSeal([fresh], 'spec').open(sealed, 'there')).toBeUndefined();
    expect(createSeal([fresh], 'other').open(sealed, 'here')).toBeUndefined();
    expect(createSeal([old], 'spec').open(sealed, 'here')).toBeUndefined();
  });

  it('says nothing of the text, and is another each time', () => {
    const { seal } = createSeal([fresh], 'spec');
    const [first, second] = [seal('attack at dawn', 'x'), seal('attack at dawn', 'x')];
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('dawn');
  });

  it('is void with any bit of it changed, shortened or lengthened', () => {
    const { seal, open } = createSeal([fresh], 'spec');
    const bytes = Buffer.from(seal('text', 'here'), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(open(changed.toString('base64url'), 'here')).toBeUndefined();
    }
    for (let length = 0; length < bytes.length; length += 1) {
      expect(open(bytes.subarray(0, length).toString('base64url'), 'here')).toBeUndefined();
    }
    expect(open(Buffer.concat([bytes, Buffer.of(0)]).toString('base64url'), 'here')).toBeUndefined();
    expect(open('%%%', 'here')).toBeUndefined();
  });

  it('seals with its first secret and opens with each of them', () => {
    const before = createSeal([old], 'spec').seal('text', 'here');
    const rotated = createSeal([fresh, old], 'spec');
    expect(rotated.open(before, 'here')).toBe('text');
    expect(createSeal([fresh], 'spec').open(rotated.seal('text', 'here'), 'here')).toBe('text');
    expect(createSeal([old], 'spec').open(rotated.seal('text', 'here'), 'here')).toBeUndefined();
  });

  it.each([[[]], [['short']], [[fresh, '']]])('is not made of %j', (secrets) => {
    expect(() => createSeal(secrets, 'spec')).toThrow(TypeError);
  });
});
